package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A hundred ways to fail, and what the files say of each: {@code failures.csv}. */
class FailuresIT {
  private static final String PACKAGE = "com.acme.plain.fail.";
  private static final int SHIFTED_LINES = 7;
  private static final Pattern SHOP_FRAME = Pattern.compile("\tat (com[.]acme[.]shop[^$(]*)[(]");

  /** What stands in messages and should not be read anywhere. */
  private static final List<String> SECRETS =
      List.of(
          "swordfish9",
          "hunter2x",
          "opensesame7",
          "4111 1111",
          "eyJhbGciOi",
          "'eve'",
          "hush-4711",
          "secret_table");

  /** The one run of all ways on each JDK, of which several tests look at something. */
  private static final Map<Integer, Result> RUNS = new TreeMap<>();

  private static AppRun all(Jdk jdk, AppRun run) {
    return run.on(jdk)
        .jvm("-ea:com.acme...", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2")
        .option("methods.include", PACKAGE + "*Service")
        .option("app.packages", "com.acme.plain.fail");
  }

  private static Result allOn(Jdk jdk) {
    Result known = RUNS.get(jdk.release());
    if (known == null) {
      known = all(jdk, AppRun.of("fail.Ways")).runHealthy();
      RUNS.put(jdk.release(), known);
    }
    return known;
  }

  private static AppRun some(String... ways) {
    return all(Jdk.running(), AppRun.of("fail.Ways").args(ways));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void eachWayIsWhatTheTableSays(Jdk jdk) {
    Events exceptions = allOn(jdk).events("exception");

    List<WayToFail> ways = WayToFail.all().stream().filter(way -> way.isOn(jdk)).toList();
    assertAll(ways.stream().map(way -> (Executable) () -> way.check(exceptions)));
    Events others =
        exceptions.matching(
            "of no way", each -> ways.stream().allMatch(way -> way.of(only(each)).isEmpty()));
    assertTrue(others.isEmpty(), others::toString);
    assertTrue(ways.stream().map(WayToFail::way).distinct().count() >= 45);
  }

  private static Events only(Event event) {
    return new Events("one", List.of(event));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void metricsCountWhatTheLinesStandFor(Jdk jdk) {
    Result result = allOn(jdk);

    Map<String, Long> lines = new TreeMap<>();
    for (Event each : result.events("exception")) {
      lines.merge(each.text("error.fingerprint"), WayToFail.count(each), Long::sum);
    }
    assertEquals(lines, result.events().sums("metrics.error", "error.fingerprint", "stats.count"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void noSecretIsWritten(Jdk jdk) {
    Result result = allOn(jdk);

    for (Event each : result.events()) {
      for (String secret : SECRETS) {
        assertFalse(each.text().contains(secret), () -> secret + " in " + each);
      }
    }
    for (String way : List.of("Token", "Card", "Password")) {
      Event event = ofMethod(result, "MessageService.throws" + way);
      assertTrue(event.text("error.message").contains("REDACTED"), event::toString);
    }
    Event cause = ofMethod(result, "MessageService.throwsSecretCause");
    assertTrue(cause.text("error.root_cause.message").contains("REDACTED"), cause::toString);
    Event statement = ofMethod(result, "SqlService.inserts");
    assertTrue(statement.text("error.message").contains("23505"), statement::toString);
  }

  private static Event ofMethod(Result result, String method) {
    return result
        .events("exception")
        .matching(method, each -> WayToFail.culprit(each).equals(method))
        .only();
  }

  @Test
  void whatIsTooLongIsCut() {
    Result result = allOn(Jdk.running());

    Event chain = ofMethod(result, "MessageService.throwsChain");
    assertEquals(8, chain.at("error.causes").size(), chain::toString);
    assertEquals("cause 0", chain.text("error.root_cause.message"));
    Event message = ofMethod(result, "MessageService.throwsHuge");
    assertTrue(message.at("truncated").toString().contains("error.message"), message::toString);
    Event lines = ofMethod(result, "MessageService.throwsLines");
    assertFalse(lines.text("error.stack_trace").contains("\n\tat com.acme.Forged"), lines::text);
    assertFalse(lines.text("message").contains("\n"), lines::text);
  }

  @Test
  void groupsAreTheSameOnEveryJdk() {
    List<Jdk> jdks = Jdk.all().toList();
    Map<Integer, Events> exceptions = new TreeMap<>();
    jdks.forEach(jdk -> exceptions.put(jdk.release(), allOn(jdk).events("exception")));

    assertAll(
        WayToFail.all().stream()
            .map(
                way ->
                    (Executable)
                        () -> {
                          Map<Integer, Set<String>> groups = groups(way, jdks, exceptions);
                          assertTrue(
                              Set.copyOf(groups.values()).size() <= 1, way.way() + " " + groups);
                        }));
  }

  private static Map<Integer, Set<String>> groups(
      WayToFail way, List<Jdk> jdks, Map<Integer, Events> exceptions) {
    Map<Integer, Set<String>> groups = new TreeMap<>();
    for (Jdk jdk : jdks) {
      if (way.isOn(jdk)) {
        Events of = way.of(exceptions.get(jdk.release()));
        groups.put(jdk.release(), WayToFail.fingerprints(of));
      }
    }
    return groups;
  }

  @Test
  void groupsAreTheSameInABuildWithOtherLines() {
    Path classes =
        Program.compileShifted(
            8,
            SHIFTED_LINES,
            Project.file("test-apps/plain/src/main/java"),
            List.of("com/acme/plain/fail", "com/acme/plain/counting"));
    Jdk jdk = Jdk.running();
    Events before = allOn(jdk).events("exception");
    Events after =
        all(jdk, AppRun.of(PACKAGE + "Ways", classes)).run().assertHealthy().events("exception");

    for (WayToFail way : WayToFail.all()) {
      if (way.isOn(jdk)) {
        Events earlier = way.of(before);
        Events later = way.of(after);
        assertEquals(WayToFail.fingerprints(earlier), WayToFail.fingerprints(later), way.way());
        if (!way.culprit().equals("-") && way.groups() == 1) {
          assertEquals(line(earlier.first()) + SHIFTED_LINES, line(later.first()), later::toString);
        }
      }
    }
  }

  private static int line(Event exception) {
    String culprit = exception.text("error.culprit");
    return Integer.parseInt(culprit.substring(culprit.lastIndexOf(':') + 1, culprit.length() - 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // how, exit code, type, culprit, handled
    "main, 1, IllegalStateException, EndingService.endsMain, false",
    "main-untimed, 1, IllegalStateException, Ending.main, false",
    "hook, 0, IllegalStateException, EndingService.endsHook, false",
    "heap, 0, OutOfMemoryError, EndingService.hoards, ",
  })
  void theEndOfAJvmIsTold(String how, int exit, String type, String culprit, String handled) {
    Result result =
        AppRun.of("fail.Ending")
            .args(how)
            .jvm("-Xmx48m")
            .option("methods.include", PACKAGE + "*Service")
            .exits(exit)
            .runHealthy();

    Event exception = result.events("exception").only();
    assertEquals("java.lang." + type, exception.text("error.type"));
    assertEquals(culprit, WayToFail.culprit(exception));
    assertEquals(handled == null ? "" : handled, exception.at("error.handled").asText());
    assertEquals("ERROR", exception.text("level"));
  }

  @Test
  void whatNobodyAsksForTenSecondsIsToldThen() {
    Result result = some("submit-unasked", "stage-unasked", "14000").runHealthy();

    Events exceptions = result.events("exception");
    assertEquals(2, exceptions.size(), exceptions::toString);
    for (Event each : exceptions) {
      assertEquals("false", each.at("error.handled").asText(), each::toString);
      assertTrue(each.seq() < result.stop().seq() - 1, each::toString);
      Duration left =
          Duration.between(
              OffsetDateTime.parse(each.text("timestamp")),
              OffsetDateTime.parse(result.stop().text("timestamp")));
      assertTrue(left.toSeconds() >= 10, each::toString);
    }
  }

  @Test
  void ignoredIsNoEvent() {
    Result result =
        some("caught-outside", "checked", "thousand")
            .option("errors.ignore", PACKAGE + "Counted,java.lang.IllegalStateException: stock of")
            .runHealthy();

    Event exception = result.events("exception").only();
    assertEquals("java.io.IOException", exception.text("error.type"));
  }

  @Test
  void expectedIsNoError() {
    Result result =
        some("caught-outside", "checked", "thread")
            .option("errors.expected", "java.lang.IllegalStateException")
            .runHealthy();

    Events exceptions = result.events("exception");
    assertEquals(3, exceptions.size(), exceptions::toString);
    for (Event each : exceptions) {
      boolean expected = each.text("error.type").equals("java.lang.IllegalStateException");
      assertEquals(expected, each.at("error.expected").asBoolean(), each::toString);
      assertEquals(expected ? "WARN" : "ERROR", each.text("level"), each::toString);
    }
    Event uncaught = exceptions.where("thread.name", "worker").only();
    assertEquals("false", uncaught.at("error.handled").asText(), uncaught::toString);
  }

  @Test
  void neverFoldedAreAllWritten() {
    Result result =
        some("thousand", "allocated-before")
            .option("errors.never-fold", PACKAGE + "Counted")
            .option("output.when-full", "wait")
            .runHealthy();

    Events exceptions = result.events("exception");
    Events counted = exceptions.where("error.type", PACKAGE + "Counted");
    assertEquals(1000, counted.size());
    assertEquals(1000, new TreeSet<>(counted.texts("error.message")).size());
    assertTrue(exceptions.size() <= 1000 + 8, exceptions::toString);
  }

  /** The shop as it is built, and built again with other lines, once on each JDK. */
  @Test
  void groupsOfTheShopAreTheSameInABuildWithOtherLines() throws IOException {
    Map<String, Set<String>> groups = new TreeMap<>();
    Map<String, Set<String>> lines = new TreeMap<>();
    ofShop(ShopBuild.asItIs(), Jdk.running(), groups, lines);
    int known = groups.size();
    ShopBuild shifted = ShopBuild.shifted(SHIFTED_LINES);
    for (Jdk jdk : Jdk.from17().filter(jdk -> jdk.release() <= 25).toList()) {
      ofShop(shifted, jdk, groups, lines);
    }

    assertTrue(known >= 3, groups::toString);
    assertNotEquals(0, lines.values().stream().filter(each -> each.size() == 2).count());
    groups.forEach((place, each) -> assertEquals(1, each.size(), place + " " + groups));
  }

  /** By their type and their application's methods, which are what a group is. */
  private static void ofShop(
      ShopBuild shop, Jdk jdk, Map<String, Set<String>> groups, Map<String, Set<String>> lines) {
    for (Event each : shop.run(jdk).events("exception")) {
      if (each.has("error.stack_trace")) {
        String calls =
            SHOP_FRAME
                .matcher(each.text("error.stack_trace"))
                .results()
                .map(frame -> frame.group(1))
                .collect(Collectors.joining(" "));
        String place = each.text("error.type") + " " + calls;
        groups.computeIfAbsent(place, key -> new TreeSet<>()).add(each.text("error.fingerprint"));
        lines.computeIfAbsent(place, key -> new TreeSet<>()).add(each.text("error.culprit"));
      }
    }
  }

  /** The whole table, for those who want to read it. */
  @AfterAll
  static void writeTable() throws IOException {
    StringBuilder table =
        new StringBuilder("| way | culprit | type | events | handled | level | logger | group |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (WayToFail way : WayToFail.all()) {
      Set<String> said = new TreeSet<>();
      Map<Integer, Set<String>> groups = new TreeMap<>();
      for (Jdk jdk : Jdk.all().toList()) {
        Result result = RUNS.get(jdk.release());
        if (result != null && way.isOn(jdk)) {
          Events of = way.of(result.events("exception"));
          said.add(said(of));
          groups.put(jdk.release(), WayToFail.fingerprints(of));
        }
      }
      if (!said.isEmpty()) {
        String stable = Set.copyOf(groups.values()).size() == 1 ? "same on " : "differs on ";
        table.append("| ").append(way.way()).append(" | ").append(way.culprit()).append(" | ");
        table.append(way.type()).append(" | ").append(String.join(" or ", said)).append(" | ");
        table.append(stable).append(groups.keySet()).append(" |\n");
      }
    }
    Files.writeString(Path.of("target", "failures.md"), table);
  }

  private static String said(Events events) {
    long sum = events.stream().mapToLong(WayToFail::count).sum();
    return Stream.of(
            events.size() + (sum > events.size() ? " for " + sum : ""),
            values(events, "error.handled").replace("none", "absent"),
            values(events, "level"),
            values(events, "logger"))
        .collect(Collectors.joining(" | "));
  }

  private static String values(Events events, String path) {
    return String.join(" ", events.countsBy(path).keySet());
  }
}
