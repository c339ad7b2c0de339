package io.weftline.agent.cli;

import static io.weftline.agent.console.Lines.EXCEPTION;
import static io.weftline.agent.console.Lines.METHOD;
import static io.weftline.agent.console.Lines.QUERY;
import static io.weftline.agent.console.Lines.REQUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.weftline.agent.console.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailTest {
  @TempDir Path directory;

  private Shell shell;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    shell = new Shell(directory);
    Files.createDirectories(directory.resolve("weftline"));
    file = directory.resolve("weftline/shop.jsonl");
    write(file, QUERY, REQUEST, METHOD, EXCEPTION);
  }

  @Test
  void showsTheDefaultFilesButNotTheCopiesOfErrors() throws IOException {
    write(directory.resolve("weftline/shop-errors.jsonl"), EXCEPTION);
    write(directory.resolve("weftline/shop.jsonl.1"), QUERY);
    assertEquals(0, shell.run("tail"));
    assertEquals(4, shell.out().lines().count(), shell.out());
    assertTrue(shell.out().startsWith("10:15:29.901 WARN    812 ms db.query"), shell.out());
    assertEquals("", shell.err());
  }

  @Test
  void readsADirectoryThatIsNamed() {
    assertEquals(0, shell.run("tail", "weftline"));
    assertEquals(4, shell.out().lines().count(), shell.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kind db.query|48211",
        "--kind db|48211",
        "--kind db.quer|",
        "--kind db.query,exception|48211 48216",
        "--kind metho|",
        "-k http.*|48212",
        "--level ERROR|48216",
        "-l warn|48211 48212 48215 48216",
        "--slow|48211 48212 48215",
        "--slow 1s|48212 48215",
        "--slow=1300ms|48215",
        "--slow 1.3s --kind http|",
        "--id 4bf92f3577b34da6a3ce929d0e0e4736|48211 48212",
        "--id 53995c3f42cd8ad8|48211",
        "--id 8f14e45f-ceea-467f-a9d2-5c1f2b8e7d10|48211 48212",
        "--id e-77aa|48216",
        "--id f00dfeed|48216",
        "--id c41a9e02d7b35f18|48211",
        "--id 48215|48215",
        "--id 4821|",
        "-n 2|48215 48216",
        "-n 1 --kind db|48211",
        "-n 0|",
        "-n 99|48211 48212 48215 48216",
      })
  void filters(String options, String seqs) {
    assertEquals(0, shell.run(("tail " + options + " weftline/shop.jsonl --json").split(" ")));
    String found = shell.out().replaceAll("(?m)^.*?\"seq\":(\\d+).*\n", "$1 ").strip();
    assertEquals(seqs == null ? "" : seqs, found);
  }

  @Test
  void slowDoesNotTakeAFileForItsDuration() {
    assertEquals(0, shell.run("tail", "--slow", "weftline/shop.jsonl"), shell.err());
    assertEquals(3, shell.out().lines().count(), shell.out());
  }

  @Test
  void jsonPassesBytesThrough() throws IOException {
    assertEquals(0, shell.run("tail", "--json"));
    assertEquals(Files.readString(file), shell.out());
  }

  @Test
  void treeIsShownBelowTheLine() {
    assertEquals(0, shell.run("tail", "--tree", "--kind", "http"));
    assertTrue(shell.out().contains("\n             calls\n"), shell.out());
  }

  @Test
  void localShowsTheLocalTime() {
    assertEquals(0, shell.run("tail", "--local", "-n", "1"));
    assertTrue(shell.out().startsWith("15:45:32.000 "), shell.out());
  }

  @Test
  void severalFilesAreMergedByTime() throws IOException {
    Path other = directory.resolve("weftline/pay.jsonl");
    String early = at("2026-08-23T10:15:29.000000Z", "early");
    String between = at("2026-08-23T10:15:30.500000Z", "between");
    write(other, early, "no event, stays behind", between);
    assertEquals(0, shell.run("tail", "--json"));
    assertEquals(
        List.of(early, "no event, stays behind", QUERY, REQUEST, between, METHOD, EXCEPTION),
        shell.out().lines().toList());
    assertEquals(0, shell.run("tail"));
    assertTrue(shell.out().contains("service=shop"), shell.out());
  }

  @Test
  void compressedBackupsAreRead() throws IOException {
    compress(directory.resolve("weftline/shop.jsonl.2.gz"), QUERY + "\n" + METHOD + "\n");
    assertEquals(0, shell.run("tail", "weftline/shop.jsonl.2.gz"));
    assertEquals(2, shell.out().lines().count(), shell.out());
  }

  @Test
  void aDamagedBackupIsToldAndTheRestShown() throws IOException {
    Path backup = directory.resolve("weftline/shop.jsonl.2.gz");
    compress(backup, (QUERY + "\n").repeat(2000));
    byte[] bytes = Files.readAllBytes(backup);
    Files.write(backup, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(1, shell.run("tail", "weftline/shop.jsonl.2.gz", "weftline/shop.jsonl"));
    assertTrue(shell.err().contains("shop.jsonl.2.gz cannot be read"), shell.err());
    assertTrue(shell.out().contains("PriceService.quote"), shell.out());
  }

  @Test
  void missingAndForbiddenFilesAreToldAndOthersShown() throws IOException {
    Path secret = directory.resolve("secret.jsonl");
    write(secret, QUERY);
    boolean forbidden = secret.toFile().setReadable(false, false) && !Files.isReadable(secret);
    assertEquals(1, shell.run("tail", "none.jsonl", "secret.jsonl", "weftline/shop.jsonl"));
    assertTrue(shell.err().contains("weftline: none.jsonl does not exist\n"), shell.err());
    assertTrue(shell.out().contains("PriceService.quote"), shell.out());
    assumeFalse(!forbidden, "this user may read everything");
    assertTrue(shell.err().contains("secret.jsonl cannot be read: permission denied"), shell.err());
  }

  @Test
  void withoutAnyFileItSaysWhatToDo() {
    Shell elsewhere = new Shell(directory.resolve("weftline"));
    assertEquals(1, elsewhere.run("tail"));
    assertTrue(elsewhere.err().contains("no directory weftline (start the"), elsewhere.err());
  }

  @Test
  void foreignAndTornLinesAreMarked() throws IOException {
    String torn = QUERY.substring(0, 60);
    Files.writeString(file, "Started \u001b[31mApp\n\n" + METHOD + "\r\n" + torn);
    assertEquals(0, shell.run("tail"));
    List<String> lines = shell.out().lines().toList();
    assertEquals(
        List.of("| Started \ufffd[31mApp", "| " + torn), List.of(lines.get(0), lines.get(2)));
    assertTrue(lines.get(1).contains("PriceService.quote"));
  }

  @Test
  void foreignLinesAreCountedWhereAFilterAsksForEvents() throws IOException {
    write(file, "Started App", METHOD);
    assertEquals(0, shell.run("tail", "--kind", "method"));
    assertEquals(1, shell.out().lines().count(), shell.out());
    assertEquals("weftline: 1 line that is not JSON left out\n", shell.err());
  }

  @Test
  void aLineThatIsTooLongIsSkippedWithANote() throws IOException {
    write(file, QUERY, "x".repeat(3_000_000), METHOD);
    assertEquals(0, shell.run("tail", "--json"));
    assertEquals(List.of(QUERY, METHOD), shell.out().lines().toList());
    assertTrue(shell.err().contains("a line of 3000000 bytes was skipped"), shell.err());
  }

  @Test
  void aLineAsLongAsAllowedIsKept() throws IOException {
    String line = "x".repeat(LineReader.MAX_BYTES - 1);
    write(file, line, METHOD);
    assertEquals(0, shell.run("tail", "--json"));
    assertEquals(List.of(line, METHOD), shell.out().lines().toList());
  }

  @Test
  void standardInputIsRead() {
    shell.input = Lines.bytes(QUERY + "\n" + METHOD);
    assertEquals(0, shell.run("tail", "-"));
    assertEquals(2, shell.out().lines().count(), shell.out());
  }

  @Test
  void aChangeOfTheDayIsSaid() throws IOException {
    write(file, at("2026-08-23T23:59:59.000000Z", "a"), at("2026-08-24T00:00:01.000000Z", "b"));
    assertEquals(0, shell.run("tail"));
    assertEquals("-- 2026-08-24 --", shell.out().lines().toList().get(1));
  }

  @Test
  void aMisspeltKindIsPointedOut() {
    assertEquals(0, shell.run("tail", "--kind", "db.qurey,agnt"));
    assertTrue(shell.err().contains("did you mean 'db.query'?"), shell.err());
    assertTrue(shell.err().contains("did you mean 'agent'?"), shell.err());
  }

  @Test
  void aReaderThatHasGoneEndsItQuietly() throws IOException {
    Files.writeString(file, (QUERY + "\n").repeat(5000));
    int[] written = new int[1];
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            written[0]++;
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main(
                new Surroundings(
                    directory.toFile(),
                    file.toFile(),
                    shell.environment,
                    shell.properties,
                    shell.resources,
                    null,
                    false,
                    java.time.ZoneOffset.UTC,
                    1))
            .run(
                new String[] {"tail", "-f"},
                new java.io.PrintStream(gone, false, StandardCharsets.UTF_8),
                new java.io.PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(0, code);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertTrue(written[0] > 0 && written[0] < 100, () -> "" + written[0]);
  }

  @Test
  void namesThatAreNoneDoNoHarm() {
    assertEquals(1, shell.run("tail", "a\u0000b"));
    assertFalse(shell.err().contains("\u0000"));
  }

  private static String at(String timestamp, String message) {
    return Lines.event(timestamp, "INFO", "log", message, 1, "");
  }

  private static void write(Path path, String... lines) throws IOException {
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private static void compress(Path path, String text) throws IOException {
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(path))) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
