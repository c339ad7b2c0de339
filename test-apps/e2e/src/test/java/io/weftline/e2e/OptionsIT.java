package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where options come from, and what becomes of wrong ones: a clear word, and the program runs. */
class OptionsIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # key               | value      | the warning must have
          slow.metod          | 1s         | slow.metod, line 2, slow.method
          methods.includes    | com.acme.* | methods.includes, line 2, methods.include
          slow.method         | soon       | slow.method, line 2, soon, 1s
          slow.method         | 500        | slow.method, line 2, 500, 1s
          file.max-size       | 1KB        | file.max-size, line 2, 1KB, 64KB, 10MB
          output.format       | xml        | output.format, line 2, xml, json
          output.queue-size   | many       | output.queue-size, line 2, many, 8192
          file.compress       | yes please | file.compress, line 2, false
          """)
  void aWrongOptionInAFileIsOneClearWarning(String key, String value, String words) {
    Result result = AppRun.of("Hello").option(key, value).optionsInFile().speaks().runHealthy();

    String warning = result.saidOnce();
    for (String word : words.split(", ")) {
      assertTrue(warning.contains(word), () -> "no \"" + word + "\" in: " + warning);
    }
    assertTrue(warning.contains("agent.properties"), warning);
  }

  @Test
  void anUnknownKeyAsksWhetherAnotherWasMeant() {
    Result result = AppRun.of("Hello").option("slow.metod", "1s").speaks().runHealthy();

    assertTrue(result.saidOnce().contains("did you mean slow.method"), result.saidOnce());
  }

  @Test
  void allProblemsAreReportedTogether() {
    Result result =
        AppRun.of("Hello")
            .option("slow.metod", "1s")
            .option("file.max-size", "lots")
            .option("output.flush-interval", "-5ms")
            .speaks()
            .runHealthy();

    List<String> said = result.said();
    assertEquals(3, said.size(), result::describe);
    for (String key : List.of("slow.metod", "file.max-size", "output.flush-interval")) {
      assertEquals(1, said.stream().filter(line -> line.contains(key)).count(), said::toString);
    }
  }

  @Test
  void aWrongValueLeavesTheOtherOptionsInForce() {
    Result result =
        AppRun.of("Orders")
            .option("methods.include", "com.acme.plain.Orders.place")
            .option("slow.method", "never ever")
            .option("output.labels", "team=shop")
            .speaks()
            .runHealthy();

    assertEquals(1, result.events().methodCounts().size());
    assertEquals("shop", result.stop().text("labels.team"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    AppRun run = AppRun.of("Hello").agentArgument("=nowhere/agent.conf").speaks();
    Result result = run.run().assertSameOutputAsWithout();

    assertTrue(result.saidOnce().contains("nowhere/agent.conf"), result.saidOnce());
  }

  @Test
  void anArgumentThatIsNeitherIsNoHarm() {
    AppRun run = AppRun.of("Hello").agentArgument("=;;=;service.name;=app;\u00e9=1").speaks();
    run.run().assertSameOutputAsWithout();
  }

  @Test
  void variablesOfAnotherSystemAreNotOurs() {
    AppRun.of("Hello")
        .environment("WEFTLINE_SERVICE_HOST", "10.0.0.7")
        .environment("WEFTLINE_SERVICE_PORT", "8080")
        .environment("WEFTLINE_PORT_8080_TCP_ADDR", "10.0.0.7")
        .runHealthy();
  }

  @Test
  void aVariableThatIsNearlyRightIsAskedFor() {
    Result result =
        AppRun.of("Hello").environment("WEFTLINE_SLOW_METOD", "1s").speaks().runHealthy();

    assertTrue(result.saidOnce().contains("WEFTLINE_SLOW_METOD"), result.saidOnce());
    assertTrue(result.saidOnce().contains("WEFTLINE_SLOW_METHOD"), result.saidOnce());
  }

  @Test
  void theStrongestSourceWins() throws IOException {
    AppRun all = sources("from-argument");
    assertService("from-argument", all.option("service.name", "from-argument"));
    assertService("from-property", sources("from-property").withoutOption("service.name"));

    AppRun variable =
        AppRun.of("Hello")
            .withoutOption("service.name")
            .environment("WEFTLINE_SERVICE_NAME", "from-variable");
    writeOptions(variable.directory().resolve("weftline.properties"), "from-file");
    assertService("from-variable", variable);
  }

  @Test
  void theFileOfTheWorkingDirectoryIsFound() throws IOException {
    AppRun run = AppRun.of("Hello").withoutOption("service.name");
    writeOptions(run.directory().resolve("weftline.properties"), "from-directory");

    assertService("from-directory", run);
  }

  @Test
  void theFileCanBeNamedInThreeWays() throws IOException {
    AppRun argument = AppRun.of("Hello").withoutOption("service.name");
    writeOptions(argument.directory().resolve("some.conf"), "named-by-argument");
    assertService("named-by-argument", argument.agentArgument("=some.conf"));

    AppRun property = AppRun.of("Hello").withoutOption("service.name");
    writeOptions(property.directory().resolve("some.conf"), "named-by-property");
    writeOptions(property.directory().resolve("weftline.properties"), "of-the-directory");
    assertService("named-by-property", property.jvm("-Dweftline.config=some.conf"));

    AppRun variable = AppRun.of("Hello").withoutOption("service.name");
    writeOptions(variable.directory().resolve("some.conf"), "named-by-variable");
    assertService("named-by-variable", variable.environment("WEFTLINE_CONFIG", "some.conf"));
  }

  @Test
  void theFileBesideTheJarIsTheLast() throws IOException {
    Path directory = AppRun.newDirectory("beside");
    Path jar = Files.copy(Project.agentJar(), directory.resolve("weftline.jar"));
    writeOptions(directory.resolve("weftline.properties"), "beside-the-jar");

    assertService("beside-the-jar", AppRun.of("Hello").withoutOption("service.name").agentJar(jar));
  }

  @Test
  void takesThePrefixToo() {
    assertService(
        "prefixed",
        AppRun.of("Hello")
            .withoutOption("service.name")
            .option("weftline.service.name", "prefixed"));
  }

  @Test
  void expandsVariablesWithTheirDefaults() {
    Result set =
        AppRun.of("Hello")
            .option("service.version", "${APP_VERSION:1.0}")
            .optionsInFile()
            .environment("APP_VERSION", "2.7")
            .runHealthy();
    assertEquals("2.7", set.stop().text("service.version"));

    Result unset =
        AppRun.of("Hello")
            .option("service.version", "${APP_VERSION:1.0}")
            .optionsInFile()
            .runHealthy();
    assertEquals("1.0", unset.stop().text("service.version"));
  }

  @Test
  void namesVersionAndEnvironment() {
    Result result =
        AppRun.of("Hello")
            .option("service.version", "1.4.2")
            .option("service.environment", "production")
            .runHealthy();

    for (Event event : result.events()) {
      assertEquals("1.4.2", event.text("service.version"), event::toString);
      assertEquals("production", event.text("service.environment"), event::toString);
    }
  }

  @Test
  void disabledMeansNothingAtAll() {
    AppRun run = AppRun.of("Hello").option("enabled", "false");
    Result result = run.run().assertSameOutputAsWithout();

    assertEquals(List.of(), Project.list(run.directory()), result::describe);
  }

  /** Each source names the service after itself; those weaker than the given one are all there. */
  private static AppRun sources(String strongest) throws IOException {
    AppRun run =
        AppRun.of("Hello")
            .jvm("-Dweftline.service.name=from-property")
            .environment("WEFTLINE_SERVICE_NAME", "from-variable");
    writeOptions(run.directory().resolve("weftline.properties"), "from-file");
    return run.option("service.name", strongest);
  }

  private static void writeOptions(Path file, String serviceName) throws IOException {
    Files.writeString(file, "# of a test\n\nservice.name = " + serviceName + "\n");
  }

  private static void assertService(String expected, AppRun run) {
    Result result = run.run();

    assertEquals(0, result.exitCode(), result::describe);
    assertEquals(List.of(), result.said(), result::describe);
    List<String> files =
        Project.list(run.directory().resolve("weftline")).stream()
            .filter(name -> name.contains(".jsonl"))
            .toList();
    assertEquals(List.of(expected + ".jsonl"), files, result::describe);
    Events events = EventFiles.read(run.directory().resolve("weftline"), expected);
    assertEquals(expected, events.last().text("service.name"));
  }
}
