package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A good set of files with one thing changed: exactly that is found. */
class VerifyDamageTest {
  private static final Pattern COUNTER =
      Pattern.compile("\"(made|written|dropped|queue_full|too_large)\":([0-9]+)");

  @TempDir Path directory;

  private Path output;
  private WrittenFiles files;

  @BeforeEach
  void begin() {
    output = directory.resolve("weftline");
    files = VerifyTest.good(output);
  }

  private Verified verify() throws IOException {
    files.save();
    return Verified.in(directory);
  }

  private void assertFound(String finding) throws IOException {
    Verified verified = verify();
    assertEquals(List.of(finding), verified.findings, verified::toString);
    assertEquals(3, verified.code);
  }

  /** A line that is the last of its process is another matter: without it that was killed. */
  private boolean isLast(int file, int line) {
    return files.files.get(file).get(line).contains("\"agent.stop\"");
  }

  @Test
  void anyLineThatIsRemovedIsMissed() throws IOException {
    List<Integer> sizes = files.files.stream().map(List::size).toList();
    for (int file = 0; file < sizes.size(); file++) {
      for (int line = 0; line < sizes.get(file); line++) {
        begin();
        boolean last = isLast(file, line);
        String removed = files.files.get(file).remove(line);
        Verified verified = verify();
        String what = files.name(file) + ":" + (line + 1) + " " + removed + "\n" + verified;
        if (last) {
          assertEquals("consistent", verified.answers().get(file == 3 ? 1 : 0), what);
          assertEquals(List.of(), verified.findings, what);
          continue;
        }
        assertEquals(3, verified.code, what);
        assertEquals(1, verified.findings.size(), what);
        boolean header = line == 0 && file > 0;
        String kind = header ? file == 1 ? "no_header" : "no_owner" : "missing_lines";
        String found = verified.findings.get(0);
        assertTrue(found.startsWith(kind + " " + files.name(file)), what);
      }
    }
  }

  @Test
  void theNumberOfAMissingLineIsNamedAndTheLineBehindIt() throws IOException {
    files.files.get(2).remove(9);
    assertFound("missing_lines shop.jsonl.1:10");
    assertTrue(verify().says("1 line missing that had been written: number 3"));
  }

  @Test
  void anyLineThatIsDoubledIsFoundWhereItStands() throws IOException {
    List<Integer> sizes = files.files.stream().map(List::size).toList();
    for (int file = 0; file < sizes.size(); file++) {
      for (int line = 0; line < sizes.get(file); line++) {
        begin();
        files.files.get(file).add(line, files.files.get(file).get(line));
        assertFound("twice " + files.name(file) + ":" + (line + 2));
      }
    }
  }

  @Test
  void anyLineThatIsTornIsFoundWhereItStands() throws IOException {
    for (int file = 0; file < files.files.size(); file++) {
      for (int line = 0; line < files.files.get(file).size(); line++) {
        begin();
        String whole = files.files.get(file).get(line);
        boolean last = isLast(file, line);
        boolean header = whole.contains("\"agent.file\"");
        files.files.get(file).set(line, whole.substring(0, whole.length() / 2));
        if (last) {
          assertEquals(0, verify().code);
        } else if (!header || file == 0) {
          assertFound("damaged " + files.name(file) + ":" + (line + 1));
        } else {
          assertEquals(3, verify().code);
        }
      }
    }
  }

  @Test
  void linesThatRunIntoEachOtherAreFound() throws IOException {
    List<String> lines = files.files.get(1);
    lines.set(4, lines.get(4).substring(0, 80) + lines.remove(5));
    Verified verified = verify();

    assertEquals(
        List.of("damaged shop.jsonl.2:5", "missing_lines shop.jsonl.2:6"),
        verified.findings,
        verified::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "not JSON at all, damaged",
    "'{\"kind\":\"log\"}', damaged",
    "'[1,2]', damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":-4}', damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":0}', damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":1.5}', damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":9e18}', damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":9000000000000000000}',"
        + " damaged",
    "'{\"timestamp\":\"2026-08-23T10:00:00.000000Z\",\"kind\":\"log\",\"seq\":99999999999999999999}',"
        + " damaged",
  })
  void aLineThatIsNoneOfOursIsFound(String line, String kind) throws IOException {
    files.files.get(1).add(3, line);
    assertFound(kind + " shop.jsonl.2:4");
  }

  @Test
  void aLineWithANumberThatWasNeverMadeIsFound() throws IOException {
    List<String> last = files.current();
    last.add(3, last.get(3).replaceFirst("\"seq\":[0-9]+", "\"seq\":4000000000"));
    Verified verified = verify();

    assertEquals(
        List.of("more_lines shop.jsonl:1", "never_made shop.jsonl:4"),
        verified.findings,
        verified::toString);
  }

  @Test
  void aLineThatWasCountedAsDroppedIsFound() throws IOException {
    List<String> first = files.files.get(0);
    first.add(5, first.get(4).replaceFirst("\"seq\":[0-9]+", "\"seq\":6"));
    assertFound("more_lines shop.jsonl.3:1");
  }

  @Test
  void aBackupThatIsMissingBetweenOthersIsFound() throws IOException {
    files.save();
    Files.delete(output.resolve("shop.jsonl.2"));
    Verified verified = Verified.in(directory);

    assertEquals(List.of("missing_file shop.jsonl.1:1"), verified.findings, verified::toString);
    assertTrue(verified.says("file 2 of this process, before this one, missing with 9 lines"));
    assertEquals(3, verified.code);
  }

  @Test
  void aMissingBackupWithTheBeginOfAProcessIsFoundWhereOlderOnesAreLeft() throws IOException {
    files.save();
    Files.delete(output.resolve("shop.jsonl.1"));
    Verified verified = Verified.in(directory);

    assertEquals(List.of("missing_file shop.jsonl:1"), verified.findings, verified::toString);
    assertEquals(List.of("undecided", "wrong"), verified.answers());
  }

  @Test
  void aFileThatIsHereTwiceIsFoundOnce() throws IOException {
    files.save();
    Files.copy(output.resolve("shop.jsonl.2"), output.resolve("shop.jsonl.4"));
    Verified verified = Verified.in(directory);

    assertEquals(List.of("twice shop.jsonl.2:1"), verified.findings, verified::toString);
  }

  @Test
  void aDamagedArchiveIsFoundWithWhatItLacks() throws IOException {
    WrittenFiles many = new WrittenFiles(output);
    many.process("aaaa").begin().write(3000).rotate().write(2).rotate().write(1).stop();
    many.save();
    Path packed = many.compress("shop.jsonl.2");
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));
    Verified cut = Verified.in(directory);

    assertEquals(1, cut.findings.size(), cut::toString);
    assertTrue(cut.findings.get(0).startsWith("broken_archive shop.jsonl.2.gz:"), cut::toString);
    assertTrue(cut.says("lines cannot be read"), cut::toString);
    bytes[bytes.length - 6] ^= 1;
    Files.write(packed, bytes);
    Verified changed = Verified.in(directory);
    assertEquals(
        List.of("broken_archive shop.jsonl.2.gz:3002"), changed.findings, changed::toString);
    Files.write(packed, new byte[] {0x1f, (byte) 0x8b, 8, 7});
    Verified none = Verified.in(directory);
    assertEquals(List.of("broken_archive shop.jsonl.2.gz"), none.findings, none::toString);
  }

  /** Those that no change can be seen in lie between what was written and what was in hand. */
  @Test
  void anyCounterThatIsChangedContradictsTheOthers() throws IOException {
    int changed = 0;
    int seen = 0;
    for (int file = 0; file < files.files.size(); file++) {
      for (int line = 0; line < files.files.get(file).size(); line++) {
        Matcher counters = COUNTER.matcher(files.files.get(file).get(line));
        while (counters.find()) {
          for (int change : new int[] {-1, 1, 1000}) {
            long value = Long.parseLong(counters.group(2)) + change;
            if (value < 0) {
              continue;
            }
            begin();
            List<String> lines = files.files.get(file);
            String whole = lines.get(line);
            lines.set(
                line,
                whole.substring(0, counters.start(2)) + value + whole.substring(counters.end(2)));
            Verified verified = verify();
            String what = files.name(file) + ":" + (line + 1) + " " + counters.group() + change;
            boolean exact = whole.contains("agent.stop") || counters.group(1).equals("written");
            boolean mayPass = whole.contains("agent.stats") || counters.group(1).equals("made");
            changed++;
            if (!verified.findings.isEmpty()) {
              seen++;
              assertEquals(1, verified.findings.size(), () -> what + verified);
              assertEquals(3, verified.code);
            } else if (!mayPass || exact && !whole.contains("agent.stats")) {
              throw new AssertionError(what + " was not seen\n" + whole + verified);
            }
          }
        }
      }
    }
    assertTrue(seen > changed * 3 / 4, seen + " of " + changed);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, '\"written\":', account shop.jsonl.2:1",
    "2, 0, '\"written\":', account shop.jsonl.1:1",
    "2, 6, '\"written\":', account shop.jsonl.1:7",
    "2, 6, '\"made\":', account shop.jsonl.1:7",
    "2, 6, '\"queue_full\":', account shop.jsonl.1:7",
    "1, 6, '\"dropped\":', account shop.jsonl.2:7",
    "3, 0, '\"dropped\":', account shop.jsonl:1",
  })
  void aFigureThatIsChangedIsFoundInItsLine(int file, int line, String key, String finding)
      throws IOException {
    List<String> lines = files.files.get(file);
    Matcher figure = Pattern.compile(key + "([0-9]+)").matcher(lines.get(line));
    assertTrue(figure.find(), lines.get(line));
    long changed = Long.parseLong(figure.group(1)) + 2;
    lines.set(
        line,
        new StringBuilder(lines.get(line))
            .replace(figure.start(1), figure.end(1), Long.toString(changed))
            .toString());
    assertFound(finding);
  }

  @Test
  void ofAKilledProcessTheLinesThatItsLastAccountKnowsAreMissed() throws IOException {
    files = new WrittenFiles(output);
    files.process("aaaa").begin().write(5).stats().write(2).kill(true);
    files.current().remove(3);
    assertFound("missing_lines shop.jsonl:4");
  }

  @Test
  void copiesOfErrorsAreHeldAgainstTheirLines() throws IOException {
    files.errors.set(2, files.errors.get(2).replace("java.lang.Error", "java.lang.Oops"));
    assertFound("copy shop.jsonl.1:3");
    begin();
    files.errors.add(files.errors.get(1));
    assertFound("twice shop-errors.jsonl:4");
    begin();
    files.errors.add(files.errors.get(2).replaceFirst("\"seq\":[0-9]+", "\"seq\":99"));
    assertFound("copy shop-errors.jsonl:4");
    begin();
    files.errors.set(1, files.errors.get(1).substring(0, 100));
    assertFound("damaged shop-errors.jsonl:2");
  }

  @Test
  void aLineThatIsMissingMayStillBeThereAsACopy() throws IOException {
    assertTrue(files.files.get(2).remove(2).contains("\"ERROR\""));
    assertFound("missing_lines shop.jsonl.1:3");
    assertTrue(verify().says("1 line of errors here as a copy only"));
  }

  @Test
  void theReportSaysWhereAndWhatToDo() throws IOException {
    files.files.get(2).remove(9);
    files.files.get(1).set(4, "{\"timestamp\":\"\u001b[31m");
    files.save();
    Shell shell = new Shell(directory);
    assertEquals(3, shell.run("verify"));
    String text = shell.out();
    for (String words :
        List.of(
            "WRONG       shop, process aaaa, stopped\n",
            "  ! weftline/shop.jsonl.2:5: torn: {\"timestamp\":\"\ufffd[31m\n",
            "zcat -f weftline/shop.jsonl.2 | sed -n 5p",
            "  ! weftline/shop.jsonl.1:10: 1 line missing that had been written: number 3\n",
            "somebody or a tool has changed the file",
            "\n2 processes: 2 WRONG\n")) {
      assertTrue(text.contains(words), () -> words + " is not in\n" + text);
    }
    assertTrue(text.lines().allMatch(line -> line.length() <= 110), text);
  }
}
