package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an application logs with a throwable is one event, by whatever library, of which the
 * application's own output shows nothing.
 */
class LoggersIT {
  private static final String ASYNC =
      "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector";
  private static final String SIMPLE_LOG =
      "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.SimpleLog";

  /** By name: the class that logs, directories of libraries, a flag. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("Logback 1.2", List.of("Slf4j", "logback12")),
          Map.entry("Logback 1.5", List.of("Slf4j", "logback15")),
          Map.entry("Log4j 2.8", List.of("Log4j2", "log4j28")),
          Map.entry("Log4j 2.17", List.of("Log4j2", "log4j217")),
          Map.entry("Log4j 2.25", List.of("Log4j2", "log4j225")),
          Map.entry("Log4j 2.25, asynchronous", List.of("Log4j2", "log4j225", ASYNC)),
          Map.entry("Log4j 2 for Log4j 1", List.of("Log4j1", "log4j12api log4j225")),
          Map.entry("Reload4j", List.of("Log4j1", "reload4j")),
          Map.entry("java.util.logging", List.of("Jul", "")),
          Map.entry("java.util.logging to SLF4J", List.of("JulToSlf4j", "jultoslf4j logback12")),
          Map.entry("Commons Logging 1.2", List.of("Commons", "jcl12", SIMPLE_LOG)),
          Map.entry("Commons Logging 1.3", List.of("Commons", "jcl13", SIMPLE_LOG)),
          Map.entry("Commons Logging to Log4j 1", List.of("Commons", "jcl12 reload4j")),
          Map.entry("Commons Logging of Spring", List.of("Commons", "springjcl logback12")));

  static Stream<Arguments> all() {
    return Jdk.all()
        .filter(jdk -> jdk.release() == 8 || jdk.release() == Jdk.running().release())
        .flatMap(
            jdk ->
                LIBRARIES.keySet().stream()
                    .sorted()
                    // It needs Java 11.
                    .filter(library -> jdk.release() >= 11 || !library.equals("Logback 1.5"))
                    .map(library -> Arguments.of(jdk, library)));
  }

  private static AppRun run(Jdk jdk, String library) {
    List<String> how = LIBRARIES.get(library);
    String[] directories = how.get(1).isEmpty() ? new String[0] : how.get(1).split(" ");
    AppRun run =
        AppRun.of("com.acme.loggers.Records", Project.loggers(directories))
            .on(jdk)
            .args(how.get(0))
            .option("errors.per-group", "100");
    return how.size() > 2 ? run.jvm(how.get(2)) : run;
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("all")
  void whatIsLoggedWithAThrowableIsOneEventOfItsLevel(Jdk jdk, String library) {
    Result result = run(jdk, library).runHealthy();

    List<String> passed =
        result
            .out()
            .lines()
            .filter(line -> line.startsWith("passed "))
            .map(line -> line.substring("passed ".length()))
            .sorted()
            .collect(Collectors.toList());
    assertTrue(passed.size() >= 8, result::toString);
    assertEquals(
        passed,
        result.events("exception").stream()
            .map(
                event ->
                    event.text("level")
                        + " "
                        + event.text("logger")
                        + " "
                        + event.text("error.message"))
            .sorted()
            .collect(Collectors.toList()),
        result::toString);
    for (Event event : result.events("exception")) {
      assertTrue(event.at("error.handled").asBoolean(false), event::toString);
      assertEquals("java.lang.IllegalStateException", event.text("error.type"), event::toString);
    }
    assertEquals(3, result.events("exception").where("thread.name", "worker").size());
  }
}
