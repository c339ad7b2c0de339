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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code errors} counts, wherever the lines stand. */
class ErrorsTest {
  @TempDir Path directory;

  private Path output;
  private ThrownLines files;

  @BeforeEach
  void begin() {
    output = directory.resolve("weftline");
    files = new ThrownLines(output);
  }

  @Test
  void aLineAndItsCopyCountOnce() throws IOException {
    Object warn = thrown(3, 4, 2).level("WARN").error("'handled':true");
    files.save("shop.jsonl", header(1, "p", 1), thrown(2, 3, 1), warn, thrown(4, 5, 1));
    // The file of errors reaches further back.
    files.save(
        "shop-errors.jsonl", header(0, "p", 0), thrown(0, 2, 1), thrown(2, 3, 1), thrown(4, 5, 1));
    Told told = Told.in(directory, "--sort=count");

    assertEquals(0, told.code, told::toString);
    assertEquals(List.of(fingerprint(1), fingerprint(2)), told.fingerprints());
    assertEquals(3, told.count(1));
    assertEquals(1, told.count(2));
    assertEquals("2026-11-21T00:00:00.000000Z", told.group(1).get("first_seen").asText());
    assertEquals("2026-11-21T00:00:04.000000Z", told.group(1).get("last_seen").asText());
    assertEquals("", told.err);
  }

  @Test
  void aLineThatStandsForManyCountsAsMany() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).error("'handled':false"),
        thrown(2, 3, 1).error("'handled':true").error("'count':40"),
        thrown(3, 4, 1).error("'count':2"),
        thrown(4, 5, 1).error("'count':-7"),
        thrown(5, 6, 1).error("'count':9e300"),
        thrown(6, 7, 1).error("'count':'many'"));
    JsonNode group = Told.in(directory).group(1);

    assertEquals(46, group.get("count").asLong());
    assertEquals(40, group.get("handled").asLong());
    assertEquals(1, group.get("unhandled").asLong());
    assertEquals(5, group.get("open").asLong());
    long columns = 0;
    for (JsonNode column : group.get("trend_counts")) {
      columns += column.asLong();
    }
    assertEquals(46, columns);
  }

  @Test
  void sumsThatPassAllMeasureStayGreat() throws IOException {
    Object[] lines = new Object[30];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = thrown(i, i + 1, 1).error("'count':1000000000000");
    }
    files.save("shop.jsonl", lines);

    assertEquals(30_000_000_000_000L, Told.in(directory).count(1));
  }

  @Test
  void processesInOneFileAreToldApart() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 3, 1),
        header(1, "q", 1),
        thrown(1, 3, 1),
        thrown(1, 3, 1));
    files.save("shop-errors.jsonl", header(0, "p", 0), thrown(1, 3, 1), header(0, "q", 0));

    assertEquals(2, Told.in(directory).count(1));
  }

  /** On standard output there are no headers, the start says whose lines these are. */
  @Test
  void theStartOfAProcessTellsItApartWhereThereAreNoHeaders() throws IOException {
    String start = header(0, "q", 1).replace("agent.file", "agent.start");
    files.save("out.log", header(0, "p", 1), thrown(1, 3, 1), start, thrown(1, 3, 1));

    assertEquals(2, Told.in(output, "out.log").count(1));
  }

  @Test
  void backupsCompressedOrNotAreRead() throws IOException {
    files.savePacked("shop.jsonl.3.gz", header(0, "p", 1), thrown(1, 2, 1));
    files.save("shop.jsonl.2", header(2, "p", 3), thrown(3, 4, 1));
    files.savePacked("shop.jsonl.1.gz", header(4, "p", 5), thrown(5, 6, 1));
    files.save("shop.jsonl", header(6, "p", 7), thrown(7, 8, 1));
    files.savePacked("shop-errors.jsonl.1.gz", header(0, "p", 0), thrown(1, 2, 1));
    files.save("shop-errors.jsonl", header(0, "p", 0), thrown(3, 4, 1), thrown(7, 8, 1));

    assertEquals(4, Told.in(directory).count(1));
    assertEquals(4, Told.in(output, "shop.jsonl").count(1));
    assertEquals(4, Told.in(output, "shop-errors.jsonl").count(1));
    assertEquals(4, Told.in(output, ".", "shop.jsonl", "shop.jsonl.2", "shop.jsonl").count(1));
    assertEquals(1, Told.in(output, "shop.jsonl.1.gz").count(1));
  }

  /** The header of a backup is damaged: the process of the one before goes on in it. */
  @Test
  void aTornHeaderMakesNothingCountTwice() throws IOException {
    files.save("shop.jsonl.1", header(0, "p", 1), thrown(1, 2, 1));
    files.save("shop.jsonl", header(2, "p", 3).substring(0, 90), thrown(3, 4, 1));
    files.save("shop-errors.jsonl", header(0, "p", 0), thrown(1, 2, 1), thrown(3, 4, 1));
    Told told = Told.in(directory);

    assertEquals(2, told.count(1));
    assertEquals("weftline: 1 line torn or damaged, left out\n", told.err);
  }

  @Test
  void linesWithoutAnyHeaderAreToldByTheirBytes() throws IOException {
    Shell shell = new Shell(directory);
    Object[] lines = {thrown(1, 2, 1), thrown(3, 4, 1), thrown(1, 2, 1), thrown(3, 5, 1)};
    shell.input = ThrownLines.text(List.of(lines)).getBytes(StandardCharsets.UTF_8);

    assertEquals(3, Told.by(shell, "-").count(1));
  }

  @Test
  void tornAndForeignLinesAreLeftOutAndSaid() throws IOException {
    String torn = thrown(9, 9, 1).toString();
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1),
        torn.substring(0, torn.length() - 9),
        "  at com.acme.Main.main(Main.java:1)",
        "{\"somebody\":\"else\"}",
        "",
        thrown(2, 3, 1));
    Files.writeString(
        output.resolve("shop.jsonl"), torn.substring(0, 40), StandardOpenOption.APPEND);
    Told told = Told.in(directory);

    assertEquals(0, told.code, told::toString);
    assertEquals(2, told.count(1));
    assertEquals(
        "weftline: 2 lines torn or damaged, left out\n"
            + "weftline: 2 lines no event of Weftline, left out\n",
        told.err);
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    files.save("shop.jsonl", header(0, "p", 1));
    Files.writeString(
        output.resolve("shop.jsonl"), thrown(1, 2, 1).toString(), StandardOpenOption.APPEND);

    assertEquals(1, Told.in(directory).count(1));
  }

  @Test
  void whatIsNoExceptionIsNotCounted() throws IOException {
    String metrics = thrown(1, 2, 1).error("'x':1").rest("'stats':{'count':90}").toString();
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        metrics.replace("\"exception\"", "\"metrics.error\""),
        metrics.replace("\"exception\"", "\"log\""),
        request(2, 3, ",'error':{'id':'0123456789abcdef','fingerprint':'f','type':'x'}"));
    Shell shell = new Shell(directory);

    assertEquals(0, shell.run("errors"), shell.err());
    assertTrue(shell.out().startsWith("No exceptions (times are UTC)\n"), shell.out());
    assertEquals(List.of(), Told.in(directory).groups);
  }

  /** Another tool may have written the fields in another order, or with other spaces. */
  @Test
  void theOrderOfTheFieldsDoesNotMatter() throws IOException {
    String other =
        "{ \"kind\": \"exception\", \"seq\": 7, \"error\": {\"fingerprint\": \""
            + fingerprint(1)
            + "\"}, \"timestamp\": \"2026-11-21T01:00:00+01:00\"}";
    files.save("shop.jsonl", header(0, "p", 1), thrown(0, 7, 1), thrown(2, 8, 1), other);
    Told told = Told.in(directory);

    assertEquals(2, told.count(1));
    assertEquals("2026-11-21T00:00:00.000000Z", told.group(1).get("first_seen").asText());
  }

  @Test
  void servicesVersionsUsersAndRoutesAreCounted() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1)
            .with("'user_id':'ann'")
            .with("'thread':{'name':'exec-1'}")
            .rest("'http':{'request':{'method':'GET'},'route':'/a/{id}'}"),
        thrown(2, 3, 1).with("'user_id':'ben'").error("'count':3"),
        thrown(3, 4, 1).with("'user_id':'ann'").service("shop", "1.1").error("'new':true"));
    files.save("cart.jsonl", header(0, "c", 1), thrown(4, 2, 1).service("cart", "7"));
    JsonNode group = Told.in(directory).group(1);

    assertEquals(6, group.get("count").asLong());
    assertEquals(2, group.get("users").asLong());
    assertFalse(group.get("users_more").asBoolean());
    assertTrue(group.get("first_since_start").asBoolean());
    assertEquals(List.of("shop=5", "cart=1"), Told.counts(group, "services"));
    assertEquals(List.of("1.0=4", "7=1", "1.1=1"), Told.counts(group, "versions"));
    assertEquals(List.of("GET /a/{id}=1"), Told.counts(group, "routes"));
    assertEquals(List.of("exec-1=1"), Told.counts(group, "threads"));
  }

  @Test
  void placeAndMessageAreOfTheLatestThatHasThem() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(5, 6, 1).error("'culprit':'A.b(A.java:2)'").error("'message':'late'"),
        thrown(1, 2, 1).error("'culprit':'A.b(A.java:1)'").error("'message':'early'").level("WARN"),
        thrown(6, 7, 1).error("'culprit':'A.b(A.java:3)'").error("'count':9").level("FATAL"));
    JsonNode group = Told.in(directory).group(1);

    assertEquals("late", group.get("message").asText());
    assertEquals("A.b(A.java:3)", group.get("culprit").asText());
    assertEquals("FATAL", group.get("level").asText());
  }

  @Test
  void groupsComeInTheOrderThatIsAskedFor() throws IOException {
    files.save(
        "shop.jsonl",
        header(0, "p", 1),
        thrown(1, 2, 1).error("'count':5"),
        thrown(90, 3, 1),
        thrown(2, 4, 2).error("'count':9"),
        thrown(100, 5, 3),
        request(100, 6, ""));

    assertEquals(List.of(3, 2, 1), order("--sort", "new"));
    assertEquals(List.of(3, 2, 1), order());
    assertEquals(List.of(2, 1, 3), order("--sort=count"));
    assertEquals(List.of(3, 1, 2), order("--sort", "LAST"));
    assertEquals(List.of(3, 2, 1), order("--sort=first"));
    assertEquals(List.of(3, 2), order("-n", "2"));
  }

  private List<Integer> order(String... arguments) throws IOException {
    return Told.in(directory, arguments).groups.stream()
        .map(group -> Integer.parseInt(group.get("fingerprint").asText().substring(1), 16))
        .toList();
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Shell shell = new Shell(directory);
    assertEquals(1, shell.run("errors"));
    assertEquals(
        "weftline: no directory weftline (start the application with -javaagent, or name the"
            + " files)\n",
        shell.err());
    Files.createDirectories(output);
    assertEquals(1, shell.run("errors"));
    assertTrue(shell.err().startsWith("weftline: no *.jsonl file in weftline\n"), shell.err());

    files.save("shop.jsonl", header(0, "p", 1), thrown(1, 2, 1));
    Told told = Told.in(output, "shop.jsonl", "gone.jsonl");
    assertEquals(1, told.code);
    assertEquals(1, told.count(1));
    assertEquals("weftline: gone.jsonl does not exist\n", told.err);

    files.save("other.jsonl", "nothing of ours");
    Told other = Told.in(output, "other.jsonl");
    assertEquals(1, other.code);
    assertTrue(other.err.contains("no event of Weftline in what was read"), other.err);
  }

  @Test
  void ofABrokenArchiveTheBeginningCounts() throws IOException {
    Object[] lines = new Object[2000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = thrown(i, i + 1, 1).error("'message':'" + Math.sqrt(i) + "'");
    }
    files.savePacked("shop.jsonl.1.gz", lines);
    files.save("shop.jsonl", header(9999, "q", 1), thrown(10_000, 2, 2));
    Path packed = output.resolve("shop.jsonl.1.gz");
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
    Told told = Told.in(directory);

    assertEquals(1, told.code);
    assertTrue(told.count(1) > 100 && told.count(1) < 2000, told::toString);
    assertEquals(1, told.count(2));
    assertTrue(told.err.contains("shop.jsonl.1.gz: what was compressed ends"), told.err);
  }
}
