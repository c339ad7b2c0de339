package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.Build;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path directory;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(directory);
  }

  @Test
  void theFirstScreenFitsAndExplainsItself() {
    assertEquals(0, shell.run());
    String screen = shell.out();
    assertTrue(screen.lines().count() <= 24, screen);
    assertTrue(screen.lines().allMatch(line -> line.length() <= 80), screen);
    for (String word :
        new String[] {
          "-javaagent:weftline.jar",
          "weftline/",
          "tail",
          "errors",
          "verify",
          "check-config",
          "schema",
          "version",
          "help"
        }) {
      assertTrue(screen.contains(word), word);
    }
    assertEquals("", shell.err());
  }

  @Test
  void versionTellsVersionCommitSchemaAndJava() {
    shell.properties.setProperty("java.version", "17.0.1");
    assertEquals(0, shell.run("version"));
    assertTrue(
        shell.out().startsWith("weftline " + Build.version() + "\ncommit   " + Build.commit()));
    assertTrue(shell.out().contains("weftline-event/1"));
    assertTrue(shell.out().contains("17.0.1"));
    String version = shell.out();
    assertEquals(0, shell.run("--version"));
    assertEquals(version, shell.out());
  }

  @Test
  void schemaPrintsTheResourceByteForByte() throws Exception {
    Path schema = directory.resolve("io/weftline/agent/schema/weftline-event-1.schema.json");
    Files.createDirectories(schema.getParent());
    Files.writeString(schema, "{\"$id\":\"\u00fc\"}\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      shell.resources = loader;
      assertEquals(0, shell.run("schema"));
      assertEquals(Files.readString(schema), shell.out());
    }
    shell.resources = new URLClassLoader(new URL[0], null);
    assertEquals(1, shell.run("schema"));
    assertTrue(shell.err().startsWith("weftline: the schema is not in this jar"), shell.err());
  }

  @Test
  void checkConfigShowsValuesWithTheirSources() throws Exception {
    Files.writeString(directory.resolve("my.properties"), "# nothing\n");
    assertEquals(0, shell.run("check-config", "my.properties"), shell.err());
    assertTrue(shell.out().contains("my.properties"), shell.out());
    assertTrue(shell.out().endsWith("no problems\n"), shell.out());
    assertEquals("", shell.err());
  }

  @Test
  void checkConfigNamesTheLineOfEachProblem() throws Exception {
    Files.writeString(directory.resolve("my.properties"), "# nothing\nno.such.key=1\n");
    assertEquals(3, shell.run("check-config", "my.properties"));
    assertTrue(shell.err().contains("my.properties line 2: no.such.key"), shell.err());
    assertFalse(shell.err().contains("weftline: weftline:"), shell.err());
    assertTrue(shell.out().endsWith("1 problem\n"), shell.out());
  }

  @Test
  void checkConfigReadsAFileWhoseNameLooksLikeAnOption() throws Exception {
    Files.writeString(directory.resolve("a=b.properties"), "no.such.key=1\n");
    assertEquals(3, shell.run("check-config", "a=b.properties"));
    assertTrue(shell.err().contains("a=b.properties line 1"), shell.err());
  }

  @Test
  void checkConfigTakesAMissingFileForAProblem() {
    assertEquals(3, shell.run("check-config", "missing.properties"));
    assertTrue(shell.err().contains("missing.properties"), shell.err());
    assertEquals(0, shell.run("check-config"), "without a file the defaults are fine");
  }

  @ParameterizedTest
  @CsvSource({
    "tial, 'unknown command ''tial'': did you mean ''tail''?'",
    "check-confg, did you mean 'check-config'?",
    "--vesion, did you mean '--version'?",
    "verify --jsn, 'unknown option ''--jsn'': did you mean ''--json''?'",
    "tail --folow, 'unknown option ''--folow'': did you mean ''--follow''?'",
    "tail --knd=db, did you mean '--kind'?",
    "tail --kind, '--kind'",
    "tail --level LOUD, TRACE",
    "tail --slow=soon, 300ms",
    "tail --slow=5, 300ms",
    "tail -n many, -n 20",
    "tail -n -1, -n 20",
    "tail --color pink, always",
    "errors --since soon, 'a duration (30m, 24h, 7d) or a time'",
    "errors --since=-1h, 'a duration (30m, 24h, 7d) or a time'",
    "errors --since 2026-13-01, 'a duration (30m, 24h, 7d) or a time'",
    "errors --id abc, at least 4 characters",
    "errors --sort size, 'one of new, count, last, first'",
    "errors -n 0, -n 50",
    "errors -n x, -n 50",
    "errors --sicne=1h, did you mean '--since'?",
    "version x, one argument too many",
    "help tial, did you mean 'tail'?",
  })
  void wrongUsageSaysWhatWasMeant(String line, String hint) {
    assertEquals(2, shell.run(line.split(" ")));
    assertTrue(shell.err().contains(hint), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertEquals("", shell.out());
  }

  @Test
  void anOptionFarFromAllIsNotGuessedAt() {
    assertEquals(2, shell.run("tail", "-x"));
    assertFalse(shell.err().contains("did you mean"), shell.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tail", "errors", "verify", "check-config", "schema", "version", "help"})
  void everyCommandHasItsHelp(String command) {
    assertEquals(0, shell.run("help", command));
    String help = shell.out();
    assertTrue(help.startsWith("Usage: weftline " + command), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    assertEquals(0, shell.run(command, "--help"));
    assertEquals(help, shell.out());
  }

  @Test
  void controlCharactersInAnArgumentAreNotEchoed() {
    assertEquals(2, shell.run("\u001b[2J"));
    assertFalse(shell.err().contains("\u001b"), shell.err());
  }

  @Test
  void aFailureOfTheOutputIsToldUnlessTheReaderIsGone() {
    assertEquals(null, complaint("Broken pipe"));
    assertEquals("No space left on device", complaint("No space left on device"));
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertEquals(" does not exist", Stderr.reason(new NoSuchFileException("x")));
    assertEquals(
        " cannot be read: permission denied", Stderr.reason(new AccessDeniedException("x")));
    assertEquals(
        " cannot be read: Is a directory", Stderr.reason(new IOException("Is a directory")));
  }

  private static String complaint(String reason) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                throw new IOException(reason);
              }
            });
    assertEquals(null, output.complaint());
    PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8);
    out.print("x");
    assertTrue(out.checkError());
    return output.complaint();
  }

  @Test
  void colourNeedsATerminalThatWantsIt() {
    Shell terminal = new Shell(directory);
    terminal.input = "{\"kind\":\"log\",\"message\":\"m\"}\n".getBytes(StandardCharsets.UTF_8);
    assertColour(false, terminal);
    assertColour(true, terminal, "--color", "always");
    terminal.terminal = true;
    assertColour(true, terminal);
    assertColour(false, terminal, "--color", "never");
    terminal.environment.put("TERM", "dumb");
    assertColour(false, terminal);
    terminal.environment.put("TERM", "xterm");
    assertColour(true, terminal);
    terminal.environment.put("NO_COLOR", "1");
    assertColour(false, terminal);
  }

  private static void assertColour(boolean expected, Shell shell, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "tail";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[arguments.length - 1] = "-";
    assertEquals(0, shell.run(arguments));
    assertEquals(expected, shell.out().contains("\u001b["), shell.out());
  }

  @Test
  void distanceCountsASwapAsOne() {
    assertArrayEquals(
        new int[] {0, 1, 1, 3},
        new int[] {
          Nearest.distance("tail", "tail"),
          Nearest.distance("tial", "tail"),
          Nearest.distance("tai", "tail"),
          Nearest.distance("", "abc")
        });
  }
}
