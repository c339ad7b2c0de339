package io.weftline.agent.cli;

import static io.weftline.agent.cli.ThrownLines.fingerprint;
import static io.weftline.agent.cli.ThrownLines.header;
import static io.weftline.agent.cli.ThrownLines.request;
import static io.weftline.agent.cli.ThrownLines.thrown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code errors --id} shows, and what it says if that is not clear. */
class ErrorsIdTest {
  private static final String FULL = "aaaa00000000000a";
  private static final String LATEST = "aaaa00000000000b";
  private static final String COUNTED = "cccc000000000001";

  @TempDir Path directory;

  private ThrownLines files;
  private Shell shell;

  @BeforeEach
  void begin() throws IOException {
    files = new ThrownLines(directory.resolve("weftline"));
    shell = new Shell(directory);
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1)
            .id(FULL)
            .with("'trace_id':'0af7651916cd43dd8448eb211c80319c'")
            .with("'request_id':'r-1'")
            .with("'user_id':'ann'")
            .with("'thread':{'name':'exec-1'}")
            .error("'message':'first line\\nsecond line'")
            .error("'stack_trace':'com.acme.Failure1: first line\\n\\tat A.b(A.java:7)\\n'")
            .error("'culprit':'A.b(A.java:7)'")
            .error("'root_cause':{'type':'java.io.IOException','message':'disk'}")
            .error("'causes':[{'type':'com.acme.Middle'},{'type':'java.io.IOException'}]")
            .error("'suppressed':[{'type':'com.acme.Also','message':'closing'}]")
            .error("'handled':false")
            .rest(
                "'http':{'request':{'method':'GET'},'route':'/a/{id}'},'breadcrumbs':["
                    + "{'timestamp':'2026-11-21T00:00:00.500000Z','kind':'db.query',"
                    + "'level':'WARN','message':'SELECT stock 100 ms'},7,{}]"),
        thrown(5, 4, 1)
            .id(LATEST)
            .error("'message':'later'")
            .error("'stack_trace':'com.acme.Failure1: later'"),
        thrown(6, 5, 1).id("eeee000000000001").error("'count':4"),
        thrown(7, 6, 2).id("aaaa11110000000a"),
        request(
            8,
            7,
            ",'request_id':'r-9','error':{'id':'" + COUNTED + "','type':'com.acme.Failure1'}"));
  }

  private String show(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "errors";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertEquals(0, shell.run(all), shell.err());
    assertEquals("", shell.err());
    return shell.out();
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in\n" + text);
    }
  }

  @Test
  void aGroupIsShownWithItsLatestOccurrenceThatWasWrittenInFull() {
    String text = show("--id", fingerprint(1));

    assertHas(
        text,
        "group         " + fingerprint(1) + "\n",
        "type          com.acme.Failure1\n",
        "count         6: 1 unhandled, 5 open\n",
        "seen          2026-11-21 00:00:01 to 00:00:06 UTC\n",
        "routes        GET /a/{id} (1)\n",
        "users         1 user: ann\n",
        "services      shop (6)\n",
        "versions      1.0 (6)\n",
        "\nThe latest occurrence\n",
        "error id      " + LATEST + "\n",
        "message       later\n",
        "tail --id " + fingerprint(1) + " weftline/shop.jsonl*\n");
    assertFalse(text.contains("first line"), text);
  }

  @Test
  void anOccurrenceIsShownWithAllThatIsKnownOfIt() {
    String text = show("--id", FULL);

    assertHas(
        text,
        "group         " + fingerprint(1) + "\n",
        "\nThe occurrence\n",
        "time          2026-11-21T00:00:01.000000Z\n",
        "route         GET /a/{id}\n",
        "thread        exec-1\n",
        "user          ann\n",
        "request id    r-1\n",
        "trace id      0af7651916cd43dd8448eb211c80319c\n",
        "error id      " + FULL + "\n",
        "handled       no\n",
        "message       first line\n              second line\n",
        "root cause    java.io.IOException: disk\n",
        "causes        com.acme.Middle\n              java.io.IOException\n",
        "suppressed    com.acme.Also: closing\n",
        "\nWhat went before\n",
        "  2026-11-21T00:00:00.500000Z  WARN  db.query  SELECT stock 100 ms\n",
        "\nStack\n  com.acme.Failure1: first line\n    at A.b(A.java:7)\n",
        "  java -jar weftline.jar tail --tree --id r-1 weftline/shop.jsonl*\n");
  }

  @Test
  void whereThereIsNoRequestTheTraceLeadsOn() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).with("'trace_id':'0af7651916cd43dd8448eb211c80319c'"));

    assertHas(
        show("--id=" + fingerprint(1)),
        "Everything of its trace\n"
            + "  java -jar weftline.jar tail --tree --id 0af7651916cd43dd8448eb211c80319c ");
  }

  @Test
  void theBeginningOfAnIdIsEnoughIfItIsClear() {
    assertHas(show("--id", "aaaa1"), "The occurrence\n", "error id      aaaa11110000000a\n");
    assertHas(show("--id", "EEEE"), "error id      eeee000000000001\n", "stands for 4, only count");
    assertHas(show("--id", fingerprint(2)), "The latest occurrence\n");
    String beginning = fingerprint(2).substring(0, 4);
    assertEquals("f000", beginning);
    assertEquals(1, shell.run("errors", "--id", beginning));
    assertEquals(
        "weftline: 'f000' may mean 2: the group f000000000000001 (Failure1), the group"
            + " f000000000000002 (Failure2); write more of it\n",
        shell.err());
    assertEquals("", shell.out());
    assertEquals(1, shell.run("errors", "--id", "aaaa"));
    assertTrue(shell.err().contains("'aaaa' may mean 3: the occurrence " + FULL), shell.err());
  }

  @Test
  void anIdThatIsTheBeginningOfAnotherIsItself() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).id("abcd"),
        thrown(2, 3, 1).id("abcd1"),
        thrown(3, 4, 1).fingerprint("abcd1"));

    assertHas(show("--id", "abcd"), "error id      abcd\n");
    assertHas(show("--id", "abcd1"), "group         abcd1, NEW since", "The latest occurrence\n");
  }

  @Test
  void anIdThatIsMeantExactlyIsFoundAmongMany() throws IOException {
    Object[] lines = new Object[3000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = thrown(i, i + 1, i / 2).id("dddd" + i);
    }
    files.save("shop.jsonl", lines);

    assertHas(show("--id", "dddd2998"), "error id      dddd2998\n");
    assertEquals(1, shell.run("errors", "--id", "dddd"));
    assertTrue(shell.err().contains("'dddd' may mean more than 8: the"), shell.err());
    assertEquals(1, shell.run("errors", "--id", "f0000000000000"));
    assertTrue(shell.err().contains("may mean more than 8: the group"), shell.err());
    assertHas(show("--id", fingerprint(1499)), "count         2: 2 open\n");
  }

  /** A caller has the id of a request whose exception was only counted. */
  @Test
  void ofAnOccurrenceThatWasOnlyCountedItsRequestIsShown() throws IOException {
    String text = show("--id", COUNTED);

    assertHas(
        text,
        "It has no line of its own",
        "failed with   com.acme.Failure1\n",
        "request id    r-9\n",
        "\nThe groups of that type\n  "
            + fingerprint(1)
            + " at A.b(A.java:7) (6, last 2026-11-21 00:00:06)\n",
        "tail --tree --id r-9 weftline/shop.jsonl*\n",
        "  java -jar weftline.jar errors --id " + fingerprint(1) + "\n");
    assertHas(show("--id", "cccc"), "request id    r-9\n");

    Told told = Told.in(directory, "--id", COUNTED);
    assertEquals(COUNTED, told.groups.get(0).get("error_id").asText());
    assertEquals("[\"" + fingerprint(1) + "\"]", told.groups.get(0).get("fingerprints").toString());
    assertEquals("r-9", told.groups.get(0).get("request").get("request_id").asText());
  }

  @Test
  void theRequestOfAnOccurrenceIsNoOtherMeaning() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).id(COUNTED),
        request(2, 3, ",'error':{'id':'" + COUNTED + "'}"));

    assertHas(show("--id", "cccc"), "The occurrence\n");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertEquals(1, shell.run("errors", "--id", "0123456789abcdef"));
    assertEquals("", shell.out());
    assertTrue(
        shell
            .err()
            .startsWith(
                "weftline: no exception whose fingerprint or error.id begins with"
                    + " '0123456789abcdef' among 7 since 2026-11-21 00:00:00 UTC: its file may"),
        shell.err());
    assertEquals(1, shell.run("errors", "--id", FULL, "--since=2026-11-21T00:00:05Z"));
    assertTrue(shell.err().contains("among 6 since 2026-11-21 00:00:05 UTC"), shell.err());
  }

  @Test
  void forScriptsTheEventIsThereAsItIs() throws IOException {
    Told told = Told.in(directory, "--id", FULL);
    JsonNode group = told.groups.get(0);

    assertEquals(1, told.groups.size());
    assertEquals(6, group.get("count").asLong());
    JsonNode event = group.get("occurrence");
    assertEquals(FULL, event.get("error").get("id").asText());
    assertEquals("first line\nsecond line", event.get("error").get("message").asText());
    assertEquals(3, event.get("breadcrumbs").size());
    assertEquals(List.of("shop=6"), Told.counts(group, "services"));
  }

  /** A request's id goes into a command that somebody copies. */
  @Test
  void noCommandIsMadeOfWhatAShellWouldUnderstand() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).with("'request_id':'x; rm -rf ~'").with("'trace_id':'$(reboot)'"));
    String text = show("--id", fingerprint(1));

    assertHas(text, "request id    x; rm -rf ~\n", "tail --id " + fingerprint(1));
    assertFalse(text.contains("--id x"), text);
    assertFalse(text.contains("--id $"), text);
  }
}
