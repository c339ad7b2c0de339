package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No locale, no zone and no charset of the machine has a say in a line. */
class LocalesIT {
  private static final String NUMBERS = "-?[0-9]+(\\.[0-9]+)?";

  /** What differs from run to run by itself: times, identities, and the pieces of the JVM. */
  private static List<String> lines(Result result) {
    return result.events().stream()
        .filter(event -> !event.kind().startsWith("agent.") && !event.kind().equals("metrics.jvm"))
        .map(event -> event.text().replaceAll("[0-9a-f]{16,32}", "ID").replaceAll(NUMBERS, "0"))
        .map(line -> line.replaceAll("\"counts\":\\[[0,]*]", "\"counts\":[]"))
        .sorted()
        .collect(Collectors.toList());
  }

  private static AppRun orders() {
    return AppRun.of("Orders")
        .option("methods.include", "com.acme.plain.Orders.place")
        .option("slow.method", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai"
            + " -Duser.timezone=Asia/Bangkok",
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab"
            + " -Duser.timezone=Africa/Cairo",
        "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu",
        "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva"
            + " -Duser.timezone=Pacific/Apia"
      })
  void localesAndZonesChangeNothing(String flags) {
    List<String> expected = lines(orders().runHealthy());
    assertFalse(expected.isEmpty());
    assertEquals(expected, lines(orders().jvm(flags.split(" ")).runHealthy()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "UTF-16", "Cp1047"})
  void charsetsChangeNothingInTheFiles(String charset) {
    List<String> expected = lines(orders().runHealthy());
    // What the program prints is in that charset itself, which is not looked at here.
    Result result = orders().jvm("-Dfile.encoding=" + charset).run();
    assertEquals(0, result.exitCode(), result::describe);
    assertEquals(expected, lines(result));
    assertEquals(0, result.stop().integer("weftline.advice_failures"));
    assertEquals("", result.err(), result::describe);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void allAtOnceOnEachJdk(Jdk jdk) {
    List<String> expected = lines(orders().on(jdk).runHealthy());
    Result result =
        orders()
            .on(jdk)
            .jvm("-Duser.language=tr", "-Duser.timezone=Pacific/Apia", "-Dfile.encoding=UTF-16")
            .run();
    assertEquals(expected, lines(result), result::describe);
  }

  @Test
  void aClockThatIsFarAheadOfAllZonesStillEndsWithZ() {
    Result result = orders().jvm("-Duser.timezone=GMT+18:00").runHealthy();
    assertFalse(result.events().isEmpty());
    result
        .events()
        .forEach(
            event ->
                assertEquals(
                    "Z", event.text("timestamp").replaceAll("[0-9T:.-]", ""), event::toString));
  }
}
