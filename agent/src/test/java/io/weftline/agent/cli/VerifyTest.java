package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of files in which nothing is wrong. */
class VerifyTest {
  @TempDir Path directory;

  private Path output;
  private WrittenFiles files;

  @BeforeEach
  void begin() {
    output = directory.resolve("weftline");
    files = new WrittenFiles(output);
  }

  /** Two processes one after the other in four files, with drops, statistics and errors. */
  static WrittenFiles good(Path output) {
    WrittenFiles files = new WrittenFiles(output);
    WrittenFiles.Process first = files.process("aaaa");
    first.begin().write(3).drop(2, "queue_full").write(2).stats().swap().error().rotate();
    first.write(4).stats().drop(1, "too_large").write(2).rotate().error().write(3).stop();
    files.process("bbbb").begin().write(3).stats().rotate().write(3).stop();
    return files;
  }

  @Test
  void provesThatAllIsThere() throws Exception {
    good(output).save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete", "complete"), verified.answers());
    JsonNode first = verified.process("aaaa");
    assertEquals("shop", first.get("service").asText());
    assertEquals("stopped", first.get("end").asText());
    assertEquals(30, first.get("made").asLong());
    assertEquals(27, first.get("written").asLong());
    assertEquals(27, first.get("lines").asLong());
    assertEquals("{\"queue_full\":2,\"too_large\":1}", first.get("dropped_by").toString());
    assertEquals(3, first.get("files").size());
    assertTrue(first.get("from").asText().compareTo(first.get("to").asText()) < 0);
    assertEquals(2, verified.process("bbbb").get("files").size());
  }

  @Test
  void saysItInFewWords() throws Exception {
    good(output).save();
    Shell shell = new Shell(directory);

    assertEquals(0, shell.run("verify"), shell.err());
    String text = shell.out();
    assertTrue(text.startsWith("complete    shop, process aaaa, stopped\n"), text);
    for (String words :
        List.of(
            "2026-08-23 10:00:00 to 10:00:27 UTC, 27 lines in weftline/shop.jsonl.3,",
            "30 made = 27 written + 3 dropped (queue_full 2, too_large 1)\n",
            "every line that was written is here, once; all others are counted as dropped\n",
            "every event is here, once\n",
            "\n2 processes: 2 complete\n")) {
      assertTrue(text.contains(words), () -> words + " is not in\n" + text);
    }
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertEquals("", shell.err());
  }

  @Test
  void looksWhereTheConfigurationSays() throws Exception {
    good(directory.resolve("elsewhere")).save();
    Files.writeString(directory.resolve("weftline.properties"), "output.dir = elsewhere\n");
    Shell shell = new Shell(directory);

    assertEquals(0, shell.run("verify"), shell.err());
    assertTrue(shell.out().contains("elsewhere/shop.jsonl"), shell.out());
  }

  @Test
  void aCurrentFileStandsForItsBackupsAndItsErrors() throws Exception {
    good(output).save();
    files.compress("shop.jsonl.2");
    files.compress("shop.jsonl.3");
    for (String name : List.of("shop.jsonl", "shop-errors.jsonl")) {
      Verified verified = Verified.in(output, name);
      assertEquals(0, verified.code, verified::toString);
      assertEquals(List.of("complete", "complete"), verified.answers());
    }
    assertTrue(Files.exists(output.resolve("shop.jsonl.3.gz")));
  }

  @Test
  void filesMayBeNamedTwiceAndInAnyOrder() throws Exception {
    good(output).save();
    List<List<String>> ways =
        List.of(
            List.of(".", "shop.jsonl"),
            List.of("shop.jsonl", "shop-errors.jsonl", "shop.jsonl.1", "shop.jsonl.2", "."),
            List.of("shop.jsonl.3", "shop.jsonl", "shop.jsonl.1"));
    for (List<String> way : ways) {
      Verified verified = Verified.in(output, way.toArray(new String[0]));
      assertEquals(0, verified.code, verified::toString);
      assertEquals(List.of("complete", "complete"), verified.answers(), verified::toString);
    }
    for (String name : List.of("shop.jsonl", "shop.jsonl.1", "shop.jsonl.2", "shop.jsonl.3")) {
      Files.move(output.resolve(name), output.resolve(name.replace("shop.jsonl", "saved.log")));
    }
    Verified moved = Verified.in(output, "saved.log.1", "saved.log", "saved.log.3", "saved.log.2");
    assertEquals(List.of("complete", "complete"), moved.answers(), moved::toString);
  }

  @Test
  void severalServicesInADirectoryAreToldApart() throws Exception {
    good(output).save();
    WrittenFiles other = new WrittenFiles(output);
    other.process("cccc").begin().write(2).stop();
    other.save("shop-2.jsonl", other.current());
    Verified verified = Verified.in(directory, "weftline");

    assertEquals(0, verified.code, verified::toString);
    assertEquals(3, verified.processes.size());
  }

  @Test
  void whatRotationHasDeletedIsNoLoss() throws Exception {
    good(output).save();
    Files.delete(output.resolve("shop.jsonl.3"));
    Verified one = Verified.in(directory);

    assertEquals(0, one.code, one::toString);
    assertEquals(List.of("consistent", "complete"), one.answers());
    assertEquals(1, one.process("aaaa").get("deleted_files").asLong());
    assertEquals(11, one.process("aaaa").get("deleted_lines").asLong());

    Files.delete(output.resolve("shop.jsonl.2"));
    Shell shell = new Shell(directory);
    assertEquals(0, shell.run("verify"), shell.out());
    String said = "files 1 to 2 of this process are no longer here (by file.max-files or";
    assertTrue(shell.out().contains(said), shell.out());
    assertTrue(shell.out().contains("their 20 lines cannot be checked"), shell.out());
  }

  @Test
  void aKilledProcessLeavesATornLineAndNoAccount() throws Exception {
    files.process("aaaa").begin().write(5).stats().write(2).kill(true);
    files.process("bbbb").begin().write(1).stop();
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("consistent", "complete"), verified.answers());
    JsonNode killed = verified.process("aaaa");
    assertEquals("killed", killed.get("end").asText());
    assertEquals(1, killed.get("torn_lines").asLong());
    assertEquals(0, killed.get("unexplained").asLong());
  }

  @Test
  void whetherAProcessStillRunsItsLockTells() throws Exception {
    files.process("aaaa").begin().write(5).kill(false);
    files.save();
    assertEquals("unknown", end());
    Path lock = Files.createFile(output.resolve(".shop.lock"));
    assertEquals("killed", end());
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      assertEquals("running", end());
    }
    Shell shell = new Shell(directory);
    assertEquals(0, shell.run("verify"));
    assertTrue(shell.out().contains("the last line is torn"), shell.out());
  }

  private String end() throws IOException {
    Verified verified = Verified.in(directory);
    assertEquals(0, verified.code, verified::toString);
    return verified.process("aaaa").get("end").asText();
  }

  @Test
  void ofAKilledProcessGapsBelowTheLastAccountAreThoseItKnows() throws Exception {
    files.process("aaaa").begin().write(5).drop(4, "queue_full").write(1).stats().write(2);
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("consistent"), verified.answers());
    assertEquals(4, verified.process("aaaa").get("dropped").asLong());
  }

  @Test
  void whatCannotBeDecidedIsSaid() throws Exception {
    files.process("aaaa").begin().write(5).stats().write(1).lose(3).write(1);
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("undecided"), verified.answers());
    assertEquals(3, verified.process("aaaa").get("unexplained").asLong());
    Shell shell = new Shell(directory);
    shell.run("verify");
    assertTrue(shell.out().contains("3 events before its last line not here"), shell.out());
  }

  @Test
  void aWriteThatFailedAndWasMadeAgainIsNoDamage() throws Exception {
    WrittenFiles.Process process = files.process("aaaa").begin().write(3);
    String whole = files.current().get(4);
    files.current().add(4, whole.substring(0, 70));
    process.stop();
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete"), verified.answers());
    assertTrue(verified.says("writes that were made again: 1"), verified::toString);
  }

  @Test
  void aLineThatTheDiskTookHalfOfIsInTheAccount() throws Exception {
    WrittenFiles.Process process = files.process("aaaa").begin().write(3);
    files.current().add(files.current().get(4).replace("\"seq\":5", "\"seq\":6").substring(0, 99));
    process.drop(1, "disk").write(2).stop();
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete"), verified.answers());
    assertTrue(verified.says("left by writes that failed"), verified::toString);
  }

  /** Killed, or refused by the disk, while the first line of a file was written. */
  @Test
  void aTornHeaderBeforeAHeaderIsNoDamage() throws Exception {
    good(output).save();
    files = good(output);
    String header = files.files.get(3).get(0);
    files.files.get(3).add(0, header.substring(0, 40).replace("10:00", "10:07"));
    files.files.get(1).add(0, files.files.get(1).get(0).substring(0, 230).replace("26", "25"));
    files.errors.add(0, files.errors.get(0).substring(0, 75));
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete", "complete"), verified.answers(), verified::toString);
  }

  @Test
  void aProcessThatWasKilledInItsHeaderIsNoDamage() throws Exception {
    files.process("aaaa").begin().write(2).stop();
    String header = files.current().get(0);
    files.current().add(header.substring(0, 120));
    files.process("bbbb").begin().write(2).kill(true);
    files.current().add(header.substring(0, 90));
    files.process("cccc").begin().write(2).stop();
    files.current().add(header.substring(0, 50) + WrittenFiles.TORN);
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(
        List.of("complete", "consistent", "complete"), verified.answers(), verified::toString);
    assertEquals(1, verified.process("bbbb").get("torn_lines").asInt());
    assertTrue(verified.says("torn headers behind its end: 1"), verified::toString);
  }

  @Test
  void ofFilesThatAreNotNamedNothingIsSaid() throws Exception {
    good(output).save();
    Shell shell = new Shell(output);

    assertEquals(0, shell.run("verify", "shop.jsonl.2"), shell.out());
    assertTrue(shell.out().contains("file 1 of this process is not among those named"));
    assertTrue(shell.out().contains("killed or still running"), shell.out());
  }

  @Test
  void aProcessOfManyAccountsIsProvedAsOthersAre() throws Exception {
    WrittenFiles.Process process = files.process("aaaa").begin();
    for (int i = 0; i < 5000; i++) {
      process.stats().drop(i % 3, "queue_full");
    }
    process.stop();
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete"), verified.answers());
  }

  @Test
  void whatMayBeInAFileThatCannotBeReadIsUndecided() throws Exception {
    good(output).save();
    Path backup = output.resolve("shop.jsonl.2");
    boolean forbidden = backup.toFile().setReadable(false, false) && !Files.isReadable(backup);
    assumeTrue(forbidden, "this user may read everything");
    Shell shell = new Shell(directory);

    assertEquals(1, shell.run("verify"), shell.out());
    assertTrue(shell.err().contains("shop.jsonl.2 cannot be read: permission denied"));
    assertTrue(shell.out().startsWith("undecided   shop, process aaaa"), shell.out());
  }

  @Test
  void aPlainBackupBesideItsCompressedFormIsReadOnce() throws Exception {
    good(output).save();
    byte[] plain = Files.readAllBytes(output.resolve("shop.jsonl.2"));
    files.compress("shop.jsonl.2");
    Files.write(output.resolve("shop.jsonl.2"), plain);
    Verified verified = Verified.in(directory);

    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete", "complete"), verified.answers());
  }

  @Test
  void whatWasCaughtOfStandardOutputIsProvedToo() throws Exception {
    files.process("aaaa").begin().write(3).stats().stop();
    String ours = String.join("\n", files.current().subList(1, files.current().size()));
    // Without headers the first event has the number 1.
    for (int seq = 2; seq <= 8; seq++) {
      ours = ours.replace("\"seq\":" + seq + ",", "\"seq\":" + (seq - 1) + ",");
      ours = ours.replace("\"made\":" + seq + ",", "\"made\":" + (seq - 1) + ",");
      ours = ours.replace("\"written\":" + seq + ",", "\"written\":" + (seq - 1) + ",");
    }
    Path log = directory.resolve("console.log");
    Files.writeString(log, "Starting\n" + ours.replaceFirst("\n", "\n{\"a\":1}\n\n") + "\nBye\n");
    Verified verified = Verified.in(directory, "console.log");
    assertEquals(0, verified.code, verified::toString);
    assertEquals(List.of("complete"), verified.answers(), verified::toString);

    Files.writeString(log, Files.readString(log).replaceFirst("(?m)^.*\"seq\":3,.*\n", ""));
    Verified without = Verified.in(directory, "console.log");
    assertEquals(List.of("missing_lines console.log:6"), without.findings, without::toString);
  }

  @Test
  void filesOfOthersAreLeftOut() throws Exception {
    good(output).save();
    Files.writeString(output.resolve("other.jsonl"), "{\"a\":1}\n{\"a\":2}\n");
    Shell shell = new Shell(directory);

    assertEquals(0, shell.run("verify"), shell.out());
    assertEquals(
        "weftline: weftline/other.jsonl has no event of Weftline in it: left out\n", shell.err());
    assertEquals(1, shell.run("verify", "weftline/other.jsonl"));
    assertEquals("", shell.out());
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    Shell shell = new Shell(directory);
    assertEquals(1, shell.run("verify", "nothing.jsonl", "nothing.log"));
    assertTrue(shell.err().contains("weftline: nothing.jsonl does not exist\n"), shell.err());
    assertTrue(shell.err().contains("weftline: nothing.log does not exist\n"), shell.err());
    Files.createDirectories(output);
    assertEquals(1, shell.run("verify"));
    assertTrue(shell.err().contains("no *.jsonl file in weftline"), shell.err());
    good(output).save();
    assertEquals(1, shell.run("verify", "weftline", "nothing.log"), "the rest is shown");
    assertTrue(shell.out().contains("2 processes: 2 complete"), shell.out());
    assertFalse(shell.out().contains("WRONG"), shell.out());
  }
}
