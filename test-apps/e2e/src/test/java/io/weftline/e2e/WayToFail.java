package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the files are to say of a way to fail: {@code failures.csv}. Immutable.
 *
 * @param jdks on which, such as {@code 21-} or {@code -16}; empty for all
 * @param culprit class and method below the programs' package, {@code -} for none; of several one
 * @param occurrences 0 if it is no event
 * @param handled empty if that is not said
 * @param logger empty if it is the culprit's class
 */
record WayToFail(
    String way,
    String jdks,
    String culprit,
    String type,
    long occurrences,
    int groups,
    String handled,
    String level,
    String logger) {
  private static final String PACKAGE = "com.acme.plain.fail.";

  /** How many of a group are written in full. */
  private static final int PER_GROUP = 5;

  /** What is folded is written once, and once more in each further minute. */
  private static final int MAX_FOLDED_LINES = 3;

  /** The number of a lambda, and all behind the name of the method. */
  private static final Pattern BEHIND_METHOD = Pattern.compile("([$][0-9]+)?[(].*");

  static List<WayToFail> all() {
    List<WayToFail> ways = new ArrayList<>();
    try (InputStream file = WayToFail.class.getResourceAsStream("/failures.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          ways.add(parse(line));
        }
      }
      return ways;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WayToFail parse(String line) {
    String[] cells = line.split(",", -1);
    assertEquals(9, cells.length, line);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].trim();
    }
    return new WayToFail(
        cells[0],
        cells[1],
        cells[2],
        cells[3].indexOf('.') < 0 ? "java.lang." + cells[3] : cells[3],
        Long.parseLong(cells[4]),
        Integer.parseInt(cells[5]),
        cells[6],
        cells[7],
        cells[8]);
  }

  boolean isOn(Jdk jdk) {
    if (jdks.isEmpty()) {
      return true;
    }
    int release = Integer.parseInt(jdks.replace("-", ""));
    return jdks.startsWith("-") ? jdk.release() <= release : jdk.release() >= release;
  }

  /** Those events of all that are this way's; each way has a culprit or a type of its own. */
  Events of(Events exceptions) {
    return exceptions.matching(way, this::claims);
  }

  private boolean claims(Event exception) {
    String culprit = culprit(exception);
    return List.of(this.culprit.split("/")).contains(culprit)
        && (occurrences == 0 || exception.text("error.type").equals(type));
  }

  /** The culprit's class and method as this table has them. */
  static String culprit(Event exception) {
    if (!exception.has("error.culprit")) {
      return "-";
    }
    String method = BEHIND_METHOD.matcher(exception.text("error.culprit")).replaceFirst("");
    return method.startsWith(PACKAGE) ? method.substring(PACKAGE.length()) : method;
  }

  /** How many occurrences a line stands for. */
  static long count(Event exception) {
    return exception.at("error.count").asLong(1);
  }

  static Set<String> fingerprints(Events exceptions) {
    return new TreeSet<>(exceptions.texts("error.fingerprint"));
  }

  void check(Events exceptions) {
    Events mine = of(exceptions);
    long sum = mine.stream().mapToLong(WayToFail::count).sum();
    assertEquals(occurrences, sum, () -> "occurrences of " + mine);
    assertEquals(groups, fingerprints(mine).size(), () -> "groups of " + mine);
    if (occurrences > (long) PER_GROUP * groups) {
      int folded = mine.size() - PER_GROUP * groups;
      assertTrue(folded >= 1 && folded <= MAX_FOLDED_LINES, () -> "lines of " + mine);
    } else {
      assertEquals(occurrences, mine.size(), () -> "lines of " + mine);
    }
    assertEquals(groups, mine.where("error.new", true).size(), () -> "new ones of " + mine);
    for (Event each : mine) {
      assertEquals(handled, each.at("error.handled").asText(), () -> "handled of " + each);
      assertEquals(level, each.text("level"), () -> "level of " + each);
      assertEquals(loggerOf(each), each.text("logger"), () -> "logger of " + each);
    }
  }

  private String loggerOf(Event exception) {
    if (!logger.isEmpty()) {
      return logger;
    }
    String method = culprit(exception);
    int dot = method.lastIndexOf('.');
    return dot < 0 ? "weftline.error" : PACKAGE + method.substring(0, dot);
  }
}
