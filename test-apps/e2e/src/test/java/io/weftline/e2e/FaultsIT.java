package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of the system that fail, take long or write less than asked, under the real JVM: each plan
 * is a run of its own. A few of them, since they have limits of time; {@code weftline.faults=some}
 * has all that are listed here, {@code all} besides every call of a life cycle fail once and for
 * good, on every JDK.
 */
class FaultsIT {
  private static final int AT_A_TIME = 3;
  private static final int CALLS = 5000;
  private static final int SHORT_CALLS = 1500;
  private static final int MAX_EACH = 40;
  private static final String WANTED = System.getProperty("weftline.faults", "few");
  private static final long SEED = Long.getLong("weftline.seed", 20261121);

  private static final Set<String> FEW =
      Set.of(
          "open:5:1500ms:EMFILE",
          "write:6:1500ms:ENOSPC",
          "write:5:1:short,write:6:1200ms:EIO",
          "rename:3:1500ms:EROFS",
          "any:40:1500ms:EIO",
          "write:4:*:EIO",
          "rename:2:*:EACCES",
          "any:20:%20:EIO",
          "sync:1:*:EIO");

  private static final List<String> ERRORS =
      List.of("EIO", "ENOSPC", "EACCES", "EMFILE", "ESTALE", "EINTR", "EDQUOT", "EROFS");

  private static final List<String> ENDING =
      List.of(
          "open:1:1:EMFILE",
          "open:2:1:EACCES",
          "open:3:1:EIO",
          "open:6:2:EMFILE",
          "open:5:1500ms:EMFILE",
          "open:1:3:EINTR",
          "write:1:1:EIO",
          "write:5:1:ENOSPC",
          "write:6:1500ms:ENOSPC",
          "write:6:1200ms:EDQUOT",
          "write:5:300ms:EINTR",
          "write:6:1:short",
          "write:6:1:short,write:7:1:ENOSPC:.jsonl",
          "write:5:1:short,write:6:1200ms:EIO",
          "write:6:1:delay1500",
          "rename:1:1:EACCES",
          "rename:3:1500ms:EROFS",
          "unlink:1:2:EIO",
          "list:5:1:EIO",
          "stat:1:1:EIO",
          "stat:5:1:EIO",
          "stat:20:1:ESTALE",
          "stat:20:1500ms:ESTALE",
          "mkdir:1:1:EACCES",
          "mkdir:1:1200ms:EROFS",
          "close:3:1:EIO",
          "close:3:1200ms:EINTR",
          "lock:1:1:EIO",
          "read:1:1:EIO",
          "any:40:1500ms:EIO");

  private static final List<String> ENDLESS =
      List.of(
          "open:5:*:EMFILE",
          "write:5:*:ENOSPC",
          "write:4:*:EIO",
          "write:1:*:ENOSPC",
          "write:1:*:short",
          "write:3:%10:EIO",
          "rename:2:*:EACCES",
          "unlink:1:*:EACCES",
          "list:3:*:EACCES",
          "stat:40:*:EIO",
          "lock:1:*:ENOLCK",
          "any:20:%20:EIO",
          "any:1:*:EACCES");

  /** What is forced to the disk, where the agent can do that. */
  private static final List<String> FORCING = List.of("sync:1:*:EIO", "sync:3:1:ENOSPC");

  @BeforeAll
  static void needsACompiler() {
    Shim.assumeAvailable();
  }

  @Test
  void whatFailsIsNoHarmAndCounted() {
    List<FaultRun> runs =
        Stream.of(ENDLESS, ENDING, FORCING)
            .flatMap(List::stream)
            .filter(plan -> !WANTED.equals("few") || FEW.contains(plan))
            .map(plan -> new FaultRun(plan, CALLS, Jdk.running(), SEED))
            .toList();
    List<FaultRun.Outcome> outcomes = Together.each(AT_A_TIME, runs, FaultRun::run);
    report("JDK " + Jdk.running().release(), outcomes);
    for (FaultRun.Outcome outcome : outcomes) {
      assertTrue(outcome.hits() > 0, () -> "the call was never made: " + outcome);
      if (ENDING.contains(outcome.plan())) {
        assertTrue(outcome.recoveredMillis() >= 0, () -> "not seen to recover: " + outcome);
      }
    }
  }

  /** The n-th call of each kind, for every n of a short life, once and for good. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void everyCallOfALifeMayFail(Jdk jdk) {
    assumeTrue(WANTED.equals("all"), "only with -Dweftline.faults=all");
    FaultRun quiet = new FaultRun("any:1000000:1:EIO", SHORT_CALLS, jdk, SEED);
    Map<String, Long> calls = quiet.run().calls();
    List<FaultRun> runs = new ArrayList<>();
    calls.forEach(
        (call, count) -> {
          for (long n = 1; n <= count; n += n < MAX_EACH ? 1 : count / MAX_EACH + 1) {
            String error = ERRORS.get(runs.size() / 2 % ERRORS.size());
            for (String span : List.of("1", "*")) {
              // Calls that are interrupted are made again by the JDK, for ever if need be.
              String how = error.equals("EINTR") && span.equals("*") ? "EIO" : error;
              String plan = call + ":" + n + ":" + span + ":" + how;
              runs.add(new FaultRun(plan, SHORT_CALLS, jdk, SEED));
            }
          }
        });
    report(jdk + " " + calls, Together.each(AT_A_TIME, runs, FaultRun::run));
  }

  private static void report(String title, List<FaultRun.Outcome> outcomes) {
    StringBuilder table = new StringBuilder();
    table.append(title).append(", seed ").append(SEED).append('\n');
    String row = "%-42s %6s %9s %7s %7s %7s %5s%n";
    table.append(String.format(row, "plan", "hits", "ms after", "made", "lost", "counted", "said"));
    for (FaultRun.Outcome each : outcomes) {
      table.append(
          String.format(
              row,
              each.plan(),
              each.hits(),
              number(each.recoveredMillis()),
              number(each.made()),
              number(each.lost()),
              number(each.counted()),
              each.said()));
      assertEquals(each.lost(), each.counted(), each::toString);
    }
    System.out.println(table);
  }

  private static String number(long number) {
    return number < 0 ? "-" : Long.toString(number);
  }
}
