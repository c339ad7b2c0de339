package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs of the program {@code Load}, of which each call is an event. */
final class LoadRun {
  static final String STEP = "com.acme.plain.Load$Step";

  private static final Pattern PRINTED =
      Pattern.compile("calls ([0-9]+), wrong 0, checksum -?[0-9]+\n");
  private static final Pattern PROGRESS = Pattern.compile("at ([0-9]+)((?: [0-9]+)+)\n");

  private LoadRun() {}

  /** As the program's own description has the arguments. */
  static AppRun of(String... arguments) {
    return AppRun.of("Load")
        .args(arguments)
        .option("methods.include", STEP)
        .option("slow.method", "0");
  }

  /**
   * How many calls it made, by what it printed, which beside its progress was all; on stderr nobody
   * but the agent spoke.
   */
  static long calls(Result result) {
    assertEquals(0, result.exitCode(), result::describe);
    Matcher printed = PRINTED.matcher(PROGRESS.matcher(result.out()).replaceAll(""));
    assertTrue(printed.matches(), result::describe);
    assertEquals(result.said(), result.err().lines().toList(), result::describe);
    return Long.parseLong(printed.group(1));
  }

  /** What it printed of its progress; of a line that was cut by its end nothing. */
  static List<Progress> progress(Result result) {
    List<Progress> progress = new ArrayList<>();
    Matcher lines = PROGRESS.matcher(result.out());
    while (lines.find()) {
      String[] counts = lines.group(2).trim().split(" ");
      List<Long> calls = new ArrayList<>();
      for (String count : counts) {
        calls.add(Long.valueOf(count));
      }
      progress.add(new Progress(Long.parseLong(lines.group(1)), calls));
    }
    return progress;
  }

  /**
   * How far it was.
   *
   * @param nanos by the monotonic clock, which all processes of this machine share
   * @param calls of each thread that had ended by then
   */
  record Progress(long nanos, List<Long> calls) {}
}
