package io.weftline.agent.cli;

import static io.weftline.agent.cli.ThrownLines.fingerprint;
import static io.weftline.agent.cli.ThrownLines.header;
import static io.weftline.agent.cli.ThrownLines.request;
import static io.weftline.agent.cli.ThrownLines.thrown;
import static io.weftline.agent.cli.ThrownLines.timestamp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code errors} says of a time: what came since, what is new, and where it goes. */
class ErrorsSinceTest {
  private static final double HOUR = 3600;

  @TempDir Path directory;

  private ThrownLines files;

  @BeforeEach
  void begin() {
    files = new ThrownLines(directory.resolve("weftline"));
  }

  private boolean isNew(int group, String... arguments) throws IOException {
    return Told.in(directory, arguments).group(group).get("new").asBoolean();
  }

  private String trend(int group, String... arguments) throws IOException {
    return Told.in(directory, arguments).group(group).get("trend").asText();
  }

  @Test
  void whatWasBeforeIsNotCountedAndNotNew() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1),
        thrown(2, 3, 3),
        thrown(9.999999, 4, 1),
        thrown(10, 5, 1),
        thrown(11, 6, 2).error("'count':7"),
        request(12, 7, ""));
    Told told = Told.in(directory, "--since", "2026-11-21T00:00:10Z");

    assertEquals(List.of(fingerprint(2), fingerprint(1)), told.fingerprints());
    assertEquals(1, told.count(1));
    assertEquals(7, told.count(2));
    assertFalse(told.group(1).get("new").asBoolean());
    assertTrue(told.group(2).get("new").asBoolean());
    assertEquals("2026-11-21T00:00:10.000000Z", told.group(1).get("trend_from").asText());
    assertEquals("2026-11-21T00:00:12.000000Z", told.group(1).get("trend_to").asText());
  }

  @Test
  void timesMayBeWrittenInShort() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1),
        thrown(3 * HOUR, 3, 1),
        thrown(25 * HOUR, 4, 1));

    for (String time :
        List.of(
            "2026-11-21T03:00",
            "2026-11-21 03:00:00",
            "2026-11-21t03:00z",
            "2026-11-21T02:59:59.999999Z",
            "2026-11-21T04:00:00+01:00")) {
      assertEquals(2, Told.in(directory, "--since", time).count(1), time);
    }
    assertEquals(1, Told.in(directory, "--since=2026-11-22").count(1));
    assertEquals(3, Told.in(directory, "--since=2026-11-21").count(1));
    assertEquals(List.of(), Told.in(directory, "--since=2026-11-23").groups);
  }

  @Test
  void durationsGoBackFromNow() throws IOException {
    double now = Duration.between(ThrownLines.BEGIN, Instant.now()).getSeconds();
    files.save(
        "shop.jsonl",
        header(now - 80 * HOUR, "p", 1),
        thrown(now - 73 * HOUR, 2, 1),
        thrown(now - 71 * HOUR, 3, 1),
        thrown(now - 2 * HOUR, 4, 1),
        thrown(now - HOUR / 2, 5, 1));

    assertEquals(1, Told.in(directory, "--since", "60m").count(1));
    assertEquals(2, Told.in(directory, "--since", "24h").count(1));
    assertEquals(3, Told.in(directory, "--since", "3d").count(1));
    assertEquals(4, Told.in(directory, "--since", "3.2d").count(1));
    assertEquals(List.of(), Told.in(directory, "--since", "1m").groups);
  }

  /** If the files begin later than the moment, all would be new: nothing is. */
  @Test
  void nothingIsNewIfTheFilesDoNotReachBack() throws IOException {
    files.save("shop.jsonl", header(10, "p", 1), thrown(11, 2, 1), thrown(12, 3, 1));
    String since = "--since=2026-11-21T00:00:10Z";
    assertFalse(isNew(1, since));
    assertFalse(isNew(1, "--since=2026-11-20"));
    Shell shell = new Shell(directory);
    shell.run("errors", since);

    assertTrue(shell.out().contains("\nWhat is new cannot be told: the files do not"), shell.out());
    assertFalse(shell.out().contains("NEW"), shell.out());
    assertTrue(isNew(1, "--since=2026-11-21T00:00:11Z"));
  }

  /** What is below ERROR is in the main files only, which begin later than those of errors. */
  @Test
  void aGroupIsHeldAgainstTheFilesThatWouldHaveIt() throws IOException {
    files.save("shop-errors.jsonl", header(0, "p", 0), thrown(1, 2, 3), thrown(21, 20, 2));
    files.save(
        "shop.jsonl",
        header(15, "p", 10),
        thrown(20, 19, 1).level("WARN"),
        thrown(21, 20, 2),
        thrown(22, 21, 3));
    String early = "--since=2026-11-21T00:00:10Z";
    assertFalse(isNew(1, early));
    assertTrue(isNew(2, early));
    assertFalse(isNew(3, early));
    String later = "--since=2026-11-21T00:00:16Z";
    assertTrue(isNew(1, later));
    Shell shell = new Shell(directory);
    shell.run("errors", early);

    String reach =
        "\nFiles of shop from 2026-11-21 00:00:15 on, ERROR and FATAL from 2026-11-21 00:00:00 on;"
            + " the last\n  line is of 2026-11-21 00:00:22.\n";
    assertTrue(shell.out().contains(reach), shell.out());
  }

  @Test
  void theFilesOfEachServiceReachAsFarAsTheyDo() throws IOException {
    files.save("shop.jsonl", header(0, "p", 1), thrown(21, 2, 1));
    files.save("cart.jsonl", header(20, "cart", "c", 1), thrown(21, 2, 2).service("cart", "1"));
    String since = "--since=2026-11-21T00:00:10Z";
    assertTrue(isNew(1, since));
    assertFalse(isNew(2, since));
    Shell shell = new Shell(directory);
    shell.run("errors", since);

    assertTrue(shell.out().contains("Files of cart from 2026-11-21 00:00:20 on"), shell.out());
    assertTrue(shell.out().contains("Files of shop from 2026-11-21 00:00:00 on"), shell.out());
  }

  @Test
  void withoutAMomentNewIsWhatCameInTheLastQuarter() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(74, 2, 1),
        thrown(75, 3, 2),
        thrown(76, 4, 1),
        request(100, 5, ""));

    assertEquals("steady", trend(1));
    assertEquals("new", trend(2));
    assertTrue(isNew(2));
  }

  @Test
  void theLastQuarterTellsWhereItGoes() throws IOException {
    List<Object> lines = new ArrayList<>();
    lines.add(header(0, "p", 1));
    long seq = 1;
    for (int second = 9; second < 240; second += 10) {
      lines.add(thrown(second, ++seq, 1));
      lines.add(thrown(second, ++seq, 2).error("'count':" + (second < 180 ? 4 : 8)));
      lines.add(thrown(second, ++seq, 3).error("'count':" + (second < 180 ? 8 : 4)));
      lines.add(thrown(second, ++seq, 4).error("'count':" + (second < 180 ? 4 : 7)));
    }
    lines.add(thrown(100, ++seq, 5).error("'count':9"));
    lines.add(thrown(100, ++seq, 6).error("'count':8"));
    lines.add(thrown(0, ++seq, 7));
    lines.add(thrown(239, ++seq, 7).error("'count':3"));
    lines.add(request(239.999999, ++seq, ""));
    files.save("shop.jsonl", lines);

    assertEquals("steady", trend(1));
    assertEquals("rising", trend(2));
    assertEquals("falling", trend(3));
    assertEquals("steady", trend(4), "not twice as many");
    assertEquals("falling", trend(5));
    assertEquals("steady", trend(6), "fewer than three less than were expected");
    assertEquals("steady", trend(7), "fewer than three more than were expected");
  }

  @Test
  void columnsCoverTheTimeThatIsLookedAt() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(0, 2, 1),
        thrown(2.5 * HOUR, 3, 1).error("'count':5"),
        thrown(24 * HOUR - 2, 4, 1).error("'count':2"),
        request(24 * HOUR - 1, 5, ""));
    StringBuilder counts = new StringBuilder();
    Told.in(directory).group(1).get("trend_counts").forEach(counts::append);

    assertEquals("105000000000000000000002", counts.toString());
    Shell shell = new Shell(directory);
    shell.run("errors");
    assertTrue(shell.out().contains(" \u2582.\u2588....................\u2584 "), shell.out());
    assertTrue(shell.out().contains(" A column of the trend is 60 min."), shell.out());
  }

  /** But not before what was written in full, and not for longer than a minute. */
  @Test
  void whatWasOnlyCountedIsSpreadOverTheMinuteBefore() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(100, 2, 1).error("'count':61"),
        thrown(190, 3, 1),
        thrown(220, 4, 1).error("'count':5"),
        request(240, 5, ""));
    StringBuilder counts = new StringBuilder();
    for (var count : Told.in(directory).group(1).get("trend_counts")) {
      counts.append(count.asLong()).append(' ');
    }

    assertEquals("0 0 0 0 10 10 10 10 10 11 0 0 0 0 0 0 0 0 1 1 2 2 0 0 ", counts.toString());
  }

  /** A clock that was wrong does not keep anything from being counted. */
  @Test
  void timesFarApartAreCounted() throws IOException {
    String far = thrown(5, 3, 1).toString().replace(timestamp(5), "9999-12-31T23:59:59.999999Z");
    String old = thrown(6, 4, 1).toString().replace(timestamp(6), "0001-01-01T00:00:00.000000Z");
    String none = thrown(7, 5, 1).toString().replace(timestamp(7), "2026-13-41T00:00:00.000000Z");
    files.save("shop.jsonl", header(0, "p", 1), thrown(1, 2, 1), far, old, none);
    Told told = Told.in(directory);

    assertEquals(3, told.count(1));
    assertEquals("9999-12-31T23:59:59.999999Z", told.group(1).get("last_seen").asText());
    assertEquals("0001-01-01T00:00:00.000000Z", told.group(1).get("first_seen").asText());
    assertTrue(told.err.contains("1 line no event of Weftline"), told.err);
  }
}
