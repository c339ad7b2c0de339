package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.console.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FollowTest {
  @TempDir Path directory;

  private Shell shell;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(directory);
    Files.createDirectories(directory.resolve("weftline"));
    file = directory.resolve("weftline/shop.jsonl");
  }

  @AfterEach
  void endsQuietly() throws Exception {
    assertEquals(0, shell.stop());
  }

  @Test
  void showsTheLastTenLinesAndWhatComes() throws Exception {
    for (int i = 1; i <= 15; i++) {
      append(event(i) + "\n");
    }
    shell.start("tail", "-f", "--json");
    shell.awaitOut(event(15));
    append(event(16) + "\n");
    shell.awaitOut(event(16));
    assertEquals(range(6, 16), seqs());
  }

  @Test
  void waitsForTheRestOfATornLine() throws Exception {
    append(event(1) + "\n" + event(2).substring(0, 50));
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(1));
    append(event(2).substring(50) + "\n");
    shell.awaitOut(event(2));
    assertEquals(range(1, 2), seqs());
  }

  @Test
  void followsThroughRotationByRename() throws Exception {
    append(event(1) + "\n");
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(1));
    append(event(2) + "\n");
    Files.move(file, backup(1));
    append(event(3) + "\n");
    shell.awaitOut(event(3));
    append(event(4) + "\n");
    shell.awaitOut(event(4));
    assertEquals(range(1, 4), seqs());
    assertEquals("", shell.err());
  }

  @Test
  void losesNothingInASeriesOfRotations() throws Exception {
    append(event(1) + "\n");
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(1));
    int last = 1;
    for (int rotation = 0; rotation < 60; rotation++) {
      for (int i = 70; i > 0; i--) {
        if (Files.exists(backup(i))) {
          Files.move(backup(i), backup(i + 1));
        }
      }
      Files.move(file, backup(1));
      append(event(++last) + "\n" + event(++last) + "\n");
    }
    shell.awaitOut(event(last));
    assertEquals(range(1, last), seqs());
  }

  @Test
  void followsThroughDeletionAndReCreation() throws Exception {
    append(event(1) + "\n");
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(1));
    Files.delete(file);
    append(event(2) + "\n");
    shell.awaitOut(event(2));
    assertEquals(range(1, 2), seqs());
  }

  @Test
  void followsThroughReplacement() throws Exception {
    append(event(1) + "\n");
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(1));
    Path other = directory.resolve("other");
    Files.writeString(other, event(2) + "\n");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    shell.awaitOut(event(2));
    assertEquals(range(1, 2), seqs());
  }

  @Test
  void beginsAnewAfterTruncation() throws Exception {
    append(event(1) + "\n" + event(2) + "\n");
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitOut(event(2));
    Files.writeString(file, event(3) + "\n");
    shell.awaitOut(event(3));
    assertEquals(range(1, 3), seqs());
  }

  @Test
  void waitsForAFileThatDoesNotExistYet() throws Exception {
    shell.start("tail", "-f", "--json", "weftline/shop.jsonl");
    shell.awaitErr("weftline/shop.jsonl does not exist yet");
    append(event(1) + "\n");
    shell.awaitOut(event(1));
    assertEquals(1, shell.err().lines().count(), shell.err());
  }

  @Test
  void findsFilesThatComeLater() throws Exception {
    shell.start("tail", "-f", "--json");
    shell.awaitErr("no *.jsonl file in weftline yet");
    append(event(1) + "\n");
    shell.awaitOut(event(1));
    Files.writeString(directory.resolve("weftline/pay.jsonl"), event(2) + "\n");
    shell.awaitOut(event(2));
    Files.writeString(directory.resolve("weftline/pay-errors.jsonl"), event(3) + "\n");
    append(event(4) + "\n");
    shell.awaitOut(event(4));
    assertFalse(shell.out().contains(event(3)));
  }

  @Test
  void filtersWhatComes() throws Exception {
    append("");
    shell.start("tail", "-f", "--kind", "exception", "--tree");
    append(event(1) + "\n" + "not JSON\n" + Lines.EXCEPTION + "\n");
    shell.awaitOut("Caused by: java.sql.SQLException");
    assertTrue(shell.out().startsWith("10:15:32.000 ERROR"), shell.out());
    assertFalse(shell.out().contains("not JSON"), shell.out());
  }

  private List<Integer> seqs() {
    List<Integer> seqs = new ArrayList<>();
    for (String line : shell.out().lines().toList()) {
      seqs.add(Integer.parseInt(line.replaceFirst(".*\"seq\":(\\d+).*", "$1")));
    }
    return seqs;
  }

  private static List<Integer> range(int first, int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static String event(int seq) {
    return Lines.event("2026-08-23T10:15:29.000000Z", "INFO", "log", "m" + seq, seq, "");
  }

  private Path backup(int number) {
    return directory.resolve("weftline/shop.jsonl." + number);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
