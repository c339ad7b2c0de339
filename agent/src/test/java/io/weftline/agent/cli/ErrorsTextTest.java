package io.weftline.agent.cli;

import static io.weftline.agent.cli.ThrownLines.fingerprint;
import static io.weftline.agent.cli.ThrownLines.header;
import static io.weftline.agent.cli.ThrownLines.request;
import static io.weftline.agent.cli.ThrownLines.thrown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How {@code errors} prints: for people, whatever the files hold, and within its bounds. */
@Timeout(120)
class ErrorsTextTest {
  private static final int MUTATIONS = 300;
  private static final String HOSTILE =
      "\\u001b[2J\\u009b31m\\u202egnp\\u2028\\u007f\\ud800\\udb40\\udc41\\r\\n\\tx\\u0000";

  @TempDir Path directory;

  private Path output;
  private ThrownLines files;
  private Shell shell;

  @BeforeEach
  void begin() {
    output = directory.resolve("weftline");
    files = new ThrownLines(output);
    shell = new Shell(directory);
  }

  private String run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "errors";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertEquals(0, shell.run(all), shell.err());
    return shell.out();
  }

  @Test
  void aGroupIsFourLines() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(9, 2, 1)
            .with("'user_id':'ann'")
            .error("'message':'Stock of SKU-1 is\\nnegative'")
            .error("'culprit':'com.acme.Stock.take(Stock.java:41)'")
            .error("'handled':false")
            .error("'new':true"),
        thrown(10, 3, 1).error("'count':1234").error("'handled':true").level("WARN"));

    assertEquals(
        "1 group of exceptions, 1,235 in all, 1 NEW (times are UTC)\n"
            + "Files of shop from 2026-11-21 00:00:00 on; the last line is of 2026-11-21"
            + " 00:00:10.\n"
            + "NEW: not in the files before 2026-11-21 00:00:07. A column of the trend is 1 s.\n"
            + "\n"
            + "NEW        1,235  ERROR  Failure1                                  "
            + " .....................\u2588.\u2582 new\n"
            + fingerprint(1)
            + "  Stock of SKU-1 is negative\n"
            + "                  at com.acme.Stock.take(Stock.java:41)\n"
            + "                  2026-11-21 00:00:09 to 00:00:10, 1 unhandled, 1,234 handled, first"
            + " since a start,\n"
            + "                  1 user, shop 1.0\n"
            + "\n"
            + "One in full:  java -jar weftline.jar errors --id "
            + fingerprint(1)
            + "\n",
        run());
  }

  @Test
  void colourIsForTerminalsThatWantIt() throws IOException {
    files.save("shop.jsonl", header(0, "p", 1), thrown(9, 2, 1), request(10, 3, ""));
    assertFalse(run().contains("\u001b["));
    assertFalse(run("--id", fingerprint(1)).contains("\u001b["));
    assertTrue(run("--color=always").contains("\u001b[1;31mNEW"));
    shell.terminal = true;
    assertTrue(run().contains("\u001b[1;31mERROR"));
    assertTrue(run("--id", fingerprint(1)).contains("\u001b["));
    assertFalse(run("--json").contains("\u001b["));
    assertFalse(run("--color", "never").contains("\u001b["));
    shell.environment.put("NO_COLOR", "1");
    assertFalse(run().contains("\u001b["));
  }

  @Test
  void textOfFilesGivesATerminalNoOrders() throws IOException {
    String text = "'" + HOSTILE + "'";
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1)
            .id("abcd" + HOSTILE)
            .fingerprint("abce" + HOSTILE)
            .level(HOSTILE)
            .service(HOSTILE, HOSTILE)
            .with("'user_id':" + text)
            .with("'request_id':" + text)
            .with("'trace_id':" + text)
            .with("'thread':{'name':" + text + "}")
            .error("'message':" + text)
            .error("'culprit':" + text)
            .error("'stack_trace':'" + HOSTILE + "\\n\\tat " + HOSTILE + "'")
            .error("'root_cause':{'type':" + text + ",'message':" + text + "}")
            .error("'causes':[{'type':" + text + "},{'type':" + text + "}]")
            .error("'suppressed':[{'type':" + text + "}]")
            .rest(
                "'http':{'request':{'method':"
                    + text
                    + "},'route':"
                    + text
                    + "},'breadcrumbs':[{'timestamp':"
                    + text
                    + ",'kind':"
                    + text
                    + ",'level':"
                    + text
                    + ",'message':"
                    + text
                    + "}]"),
        request(
            2,
            3,
            ",'request_id':" + text + ",'error':{'id':'bbbb" + HOSTILE + "','type':" + text + "}"));
    for (String id : List.of("", "abcd", "abce", "bbbb")) {
      assertHarmless(id.isEmpty() ? run() : run("--id", id));
      assertHarmless(id.isEmpty() ? run("--json") : run("--id", id, "--json"));
    }
    Told.in(directory, "--id", "abcd");
    assertEquals(1, shell.run("errors", "--id", "nono\u001b[2J"));
    assertHarmless(shell.err());
  }

  /** Raw, as only another tool would write it: the bytes of the line go into the object. */
  @Test
  void theBytesOfAnEventGiveATerminalNoOrders() throws IOException {
    String raw = "\u009b31m \u202e \u2028 \u007f \udb40\udc41 \ud83d\ude00 \u00fc";
    files.save("shop.jsonl", header(0, "p", 1), thrown(1, 2, 1).error("'message':'" + raw + "'"));
    Told told = Told.by(shell, "--id", fingerprint(1));

    assertHarmless(shell.out());
    assertTrue(shell.out().contains("\ud83d\ude00 \u00fc"), shell.out());
    JsonMessage.of(told).is(raw);
  }

  /** What a script reads of the message. */
  private record JsonMessage(String text) {
    static JsonMessage of(Told told) {
      return new JsonMessage(
          told.groups.get(0).get("occurrence").get("error").get("message").asText());
    }

    void is(String expected) {
      assertEquals(expected, text);
    }
  }

  private static void assertHarmless(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int type = Character.getType(text.codePointAt(i));
      boolean control = type == Character.CONTROL && text.charAt(i) != '\n';
      boolean invisible =
          type == Character.FORMAT
              || type == Character.SURROGATE
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      int at = i;
      assertFalse(control || invisible, () -> "at " + at + ": " + text.replace('\u001b', '^'));
    }
  }

  @Test
  void longTextsAreCut() throws IOException {
    String longer = "y".repeat(5000);
    String words = "word ".repeat(400);
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1)
            .service("shop", longer)
            .with("'user_id':'" + longer + "'")
            .error("'message':'" + words + "'")
            .error("'culprit':'" + words + "'")
            .error("'stack_trace':'" + longer + ("\\n" + longer).repeat(2) + "'"));
    String list = run();
    assertTrue(list.length() < 2500, list);
    String one = run("--id", fingerprint(1));
    assertTrue(one.length() < 9000, one);
    assertTrue(one.lines().filter(line -> line.contains("word word")).count() > 10, one);
    assertTrue(
        one.lines().filter(line -> line.contains("word")).allMatch(line -> line.length() <= 100),
        one);
  }

  @Test
  void onlySoManyGroupsAreShownAndTheOthersSaid() throws IOException {
    List<Object> lines = new ArrayList<>();
    lines.add(header(0, "p", 1));
    for (int i = 1; i <= 23; i++) {
      lines.add(thrown(i, i + 1, i));
    }
    files.save("shop.jsonl", lines);

    String text = run();
    assertEquals(20, text.lines().filter(line -> line.startsWith("f0")).count());
    assertTrue(text.contains("\n... and 3 groups more: -n 23 shows all\n"), text);
    assertTrue(run("-n", "22").contains("\n... and 1 group more: -n 23 shows all\n"));
    assertFalse(run("-n", "23").contains(" more"));
    assertEquals(23, Told.in(directory).groups.size());
  }

  @Test
  void groupsBeyondTheLimitAreCountedTogether() throws IOException {
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < 4003; i++) {
      lines.add(thrown(i, i + 1, i).error("'count':2"));
    }
    files.save("shop.jsonl", lines);

    assertTrue(run("--since=2026-11-21").startsWith("4,000 groups of exceptions, 8,006 in all"));
    assertEquals(
        "weftline: more than 4,000 groups: 6 exceptions of others counted, but not shown (--since"
            + " takes fewer)\n",
        shell.err());
    assertTrue(run("--id", fingerprint(4002)).contains("count         2: 2 open\n"));
  }

  @Test
  void usersAreCountedUpToALimit() throws IOException {
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      lines.add(thrown(i, i + 1, 1 + i % 2).with("'user_id':'u" + i % 2000 / 2 + "'"));
      if (i < 1002) {
        lines.add(thrown(i, i + 9001, 3).with("'user_id':'u" + i % 1001 + "'"));
      }
    }
    files.save("shop.jsonl", lines);
    Told told = Told.in(directory);

    for (int group : new int[] {1, 2}) {
      assertEquals(1000, told.group(group).get("users").asInt());
      assertFalse(told.group(group).get("users_more").asBoolean());
    }
    assertEquals(1000, told.group(3).get("users").asInt());
    assertTrue(told.group(3).get("users_more").asBoolean());
    String text = run();
    assertTrue(text.contains(", 1,000 users, "), text);
    assertTrue(text.contains(", 1,000+ users, "), text);
    assertTrue(run("--id", fingerprint(3)).contains("1,000+ users: u0, u1, u2, u3, u4, ...\n"));
  }

  @Test
  void namesBeyondTheLimitOfAGroupAreCountedTogether() throws IOException {
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(thrown(i, i + 1, 1).rest("'http':{'route':'/" + i % 30 + "'}"));
    }
    files.save("shop.jsonl", lines);
    Told told = Told.in(directory);

    assertEquals(20, told.group(1).get("routes").size());
    assertEquals(20, told.group(1).get("routes_others").asInt());
    assertTrue(run("--id", fingerprint(1)).contains("others (20)\n"));
  }

  @Test
  void namesBeyondTheLimitOfAllGroupsAreSaid() throws IOException {
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < 57_000; i++) {
      lines.add(thrown(i, i + 1, i % 3000).rest("'http':{'route':'/" + i + "'}"));
    }
    files.save("shop.jsonl", lines);
    Told told = Told.in(directory);

    assertTrue(told.err.startsWith("weftline: more users, routes or versions than"), told.err);
    long others = 0;
    long named = 0;
    for (var group : told.groups) {
      others += group.path("routes_others").asLong();
      named += Told.counts(group, "routes").size();
    }
    assertEquals(57_000, named + others);
    assertTrue(named <= 50_000 && others > 7_000, named + " " + others);
  }

  /** Changes of any bytes: an answer each time, and no order to the terminal. */
  @Test
  void whateverIsChangedThereIsAnAnswer() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).error("'count':3").error("'message':'m'"),
        thrown(2, 3, 2).with("'user_id':'u'").rest("'breadcrumbs':[{'kind':'log'}]"),
        header(3, "q", 1),
        thrown(4, 2, 1).error("'causes':[{'type':'x'}]"));
    Path file = output.resolve("shop.jsonl");
    String whole = Files.readString(file);
    Random random = new Random(11);
    int same = 0;
    String before = run();
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder changed = new StringBuilder(whole);
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        int at = random.nextInt(changed.length());
        int to = Math.min(changed.length(), at + random.nextInt(60));
        switch (random.nextInt(4)) {
          case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
          case 1 -> changed.delete(at, Math.min(to, changed.length() - 1));
          case 2 -> changed.insert(random.nextInt(to + 1), changed.substring(at, to));
          default -> changed.insert(at, '\n');
        }
      }
      Files.write(file, changed.toString().getBytes(StandardCharsets.ISO_8859_1));
      int code = shell.run("errors");
      assertTrue(code == 0 || code == 1, shell.err());
      assertHarmless(shell.out() + shell.err());
      assertTrue(shell.out().length() < 4000, shell.out());
      same += shell.out().equals(before) ? 1 : 0;
      shell.run("errors", "--id", "f0000");
      assertHarmless(shell.out() + shell.err());
    }
    assertTrue(same < MUTATIONS / 2, same + " of " + MUTATIONS);
  }

  @Test
  void linesThatAreTooLongAreSkipped() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).error("'message':'" + "x".repeat(2_000_000) + "'"),
        thrown(2, 3, 1),
        "{\"a\":".repeat(100_000));

    assertEquals(1, Told.in(directory).count(1));
    run();
    assertEquals("weftline: 2 lines torn or damaged, left out\n", shell.err());
  }
}
