package io.weftline.agent.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();

  private FilesFixture files() {
    return new FilesFixture(options.dir(dir).build(), "shop");
  }

  private long seqs(Path file) throws Exception {
    return Records.of(file).stream().filter(r -> r != null).count();
  }

  @Test
  void neverPassesTheSizeAndSplitsNoLine() throws Exception {
    options.maxFiles = 1000;
    FilesFixture files = files();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      files.add(Level.INFO, 200 + random.nextInt(i % 50 == 0 ? 15_000 : 500));
      if (random.nextInt(20) == 0) {
        files.target.flush();
      }
    }
    files.stop();
    Set<String> first = new HashSet<>();
    Set<String> names = Records.names(dir);
    for (String name : names) {
      if (name.startsWith("shop.jsonl")) {
        assertTrue(Files.size(dir.resolve(name)) <= 65536, name);
        List<Map<String, Object>> records = Records.of(dir.resolve(name));
        assertFalse(records.contains(null));
        assertEquals("agent.file", records.get(0).get("kind"));
        assertTrue(records.size() > 1, name);
        assertTrue(first.add(Files.readString(dir.resolve(name)).substring(0, 1024)));
        assertTrue(Files.readString(dir.resolve(name)).indexOf('\n') >= 1100);
      }
    }
    assertTrue(first.size() > 10);
    Records.assertAccount(Records.main(dir, "shop"));
  }

  @Test
  void aHeaderSaysHowManyLinesStandBeforeIt() throws Exception {
    options.maxFiles = 1000;
    FilesFixture files = files();
    for (int i = 0; i < 500; i++) {
      // More than a file in one batch, so that files begin in the midst of it.
      files.add(Level.INFO, 300 + i);
      if (i % 190 == 0) {
        files.target.flush();
      }
    }
    files.stop();
    assertTrue(Files.exists(dir.resolve("shop.jsonl.3")));
    Records.assertHeaders(dir, "shop");
  }

  @Test
  void keepsSoManyBackupsNewestFirst() throws Exception {
    options.maxFiles = 3;
    FilesFixture files = files();
    for (int i = 0; i < 40; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.stop();
    assertEquals(
        Set.of(
            ".shop.lock",
            ".shop-errors.lock",
            "shop.jsonl",
            "shop.jsonl.1",
            "shop.jsonl.2",
            "shop.jsonl.3"),
        Records.names(dir));
    long last = Long.MAX_VALUE;
    String previous = null;
    for (String name : List.of("shop.jsonl", "shop.jsonl.1", "shop.jsonl.2", "shop.jsonl.3")) {
      Map<String, Object> header = Records.of(dir.resolve(name)).get(0);
      assertTrue((Long) header.get("seq") < last);
      last = (Long) header.get("seq");
      if (previous != null) {
        assertEquals(previous, Json.at(header, "weftline.file.id"));
      }
      previous = (String) Json.at(header, "weftline.file.previous");
    }
  }

  @Test
  void touchesNoFileThatItHasNotNamed() throws Exception {
    options.maxFiles = 1;
    for (String name :
        List.of(
            "shop.jsonl.bak",
            "shop.jsonl.01",
            "shop.jsonl.1.zip",
            "shop.jsonl.2x",
            "shop.jsonl.0")) {
      Files.writeString(dir.resolve(name), "mine");
    }
    Files.writeString(dir.resolve("shop.jsonl.7"), "a backup of a time with more of them");
    FilesFixture files = files();
    for (int i = 0; i < 20; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.stop();
    assertEquals(
        Set.of(
            ".shop.lock",
            ".shop-errors.lock",
            "shop.jsonl",
            "shop.jsonl.1",
            "shop.jsonl.bak",
            "shop.jsonl.01",
            "shop.jsonl.1.zip",
            "shop.jsonl.2x",
            "shop.jsonl.0"),
        Records.names(dir));
  }

  @Test
  void compressesFromTheSecondBackupOn() throws Exception {
    options.maxFiles = 3;
    options.compress = true;
    Files.writeString(dir.resolve(".shop.gz.tmp"), "left behind");
    FilesFixture files = files();
    for (int i = 0; i < 60; i++) {
      files.write(Level.INFO, 15_000);
      if (i % 3 == 0) {
        files.target.work();
      }
    }
    files.stop();
    files = files();
    files.work();
    files.target.close();
    assertEquals(
        Set.of(
            ".shop.lock",
            ".shop-errors.lock",
            "shop.jsonl",
            "shop.jsonl.1",
            "shop.jsonl.2.gz",
            "shop.jsonl.3.gz"),
        Records.names(dir));
    assertFalse(Records.of(dir.resolve("shop.jsonl.3.gz")).contains(null));
    assertEquals("agent.file", Records.of(dir.resolve("shop.jsonl.2.gz")).get(0).get("kind"));
  }

  @Test
  void finishesACompressionThatAnEarlierProcessHadToLeave() throws Exception {
    options.compress = true;
    Files.writeString(dir.resolve("shop.jsonl.2"), "{\"a\":1}\n");
    gzip(dir.resolve("shop.jsonl.2.gz"), "{\"a\":1}\n");
    Files.writeString(dir.resolve("shop.jsonl.3"), "{\"a\":2}\n");
    FilesFixture files = files();
    files.work();
    files.stop();
    assertFalse(Files.exists(dir.resolve("shop.jsonl.2")));
    assertEquals(2L, Records.of(dir.resolve("shop.jsonl.3.gz")).get(0).get("a"));
    assertEquals(1L, Records.of(dir.resolve("shop.jsonl.2.gz")).get(0).get("a"));
  }

  /** Somebody packs files by hand, and runs out of space: what is whole stays. */
  @Test
  void keepsThePlainBackupBesideACompressedFileThatIsNotTheSame() throws Exception {
    Path cut = dir.resolve("shop.jsonl.2.gz");
    gzip(cut, "{\"a\":1}\n");
    byte[] whole = Files.readAllBytes(cut);
    List<byte[]> others =
        List.of(new byte[0], Arrays.copyOf(whole, whole.length - 3), "no gzip".getBytes(UTF_8));
    for (boolean compress : new boolean[] {false, true}) {
      for (byte[] other : others) {
        options.compress = compress;
        Files.write(cut, other);
        Files.writeString(dir.resolve("shop.jsonl.2"), "{\"a\":1}\n");
        FilesFixture files = files();
        files.work();
        files.stop();
        assertEquals(1L, Records.of(dir.resolve("shop.jsonl.2")).get(0).get("a"));
        assertArrayEquals(other, Files.readAllBytes(cut));
      }
    }
  }

  @Test
  void takesNoDateForANumberOfItsOwn() throws Exception {
    options.maxFiles = 1;
    options.maxSize = 65_536;
    List<String> names = List.of("shop.jsonl.261121", "shop.jsonl.20261121", "shop.jsonl.10001");
    for (String name : names) {
      Files.writeString(dir.resolve(name), "kept\n");
    }
    FilesFixture files = files();
    for (int i = 0; i < 300; i++) {
      files.write(Level.INFO, 1_000);
    }
    files.stop();
    assertTrue(Files.exists(dir.resolve("shop.jsonl.1")));
    for (String name : names) {
      assertEquals("kept\n", Files.readString(dir.resolve(name)), name);
    }
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  @Test
  void goesOnWithThePlainBackupWhenItCannotBeCompressed() throws Exception {
    options.compress = true;
    options.maxFiles = 100;
    FilesFixture files = files();
    files.storage.fails = call -> call.startsWith("create");
    for (int i = 0; i < 20; i++) {
      files.write(Level.INFO, 15_000);
      files.work();
    }
    assertTrue(Files.exists(dir.resolve("shop.jsonl.2")));
    assertTrue(files.warned.get(0).startsWith("output.compress"), files.warned.toString());
    files.storage.fails = call -> false;
    for (int i = 0; i < 5; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.clock.turn(10_000);
    files.work();
    assertTrue(Files.exists(dir.resolve("shop.jsonl.2.gz")));
    files.stop();
    Records.assertAccount(Records.main(dir, "shop"));
  }

  @Test
  void copiesErrorsToAFileOfTheirOwnFromTheFirstOn() throws Exception {
    FilesFixture files = files();
    files.write(Level.WARN, 300);
    assertFalse(Files.exists(dir.resolve("shop-errors.jsonl")));
    files.write(Level.ERROR, 300);
    files.write(Level.FATAL, 300);
    files.stop();
    List<Map<String, Object>> errors = Records.of(dir.resolve("shop-errors.jsonl"));
    assertEquals(3, errors.size());
    assertEquals(0L, errors.get(0).get("seq"));
    assertEquals(3L, Json.at(errors.get(0), "weftline.first_seq"));
    assertEquals(List.of(3L, 4L), errors.subList(1, 3).stream().map(r -> r.get("seq")).toList());
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(5, Json.number(stop, "weftline.events.written"));
  }

  @Test
  void rotatesTheErrorsLikewiseOrLeavesThemOut() throws Exception {
    FilesFixture files = files();
    for (int i = 0; i < 10; i++) {
      files.write(Level.ERROR, 15_000);
    }
    files.stop();
    assertTrue(Files.exists(dir.resolve("shop-errors.jsonl.1")));

    options.errors = false;
    options.dir = dir.resolve("none").toString();
    files = new FilesFixture(options.build(), "shop");
    files.write(Level.ERROR, 300);
    files.stop();
    assertEquals(Set.of(".shop.lock", "shop.jsonl"), Records.names(dir.resolve("none")));
  }

  @Test
  void healsATornTailAtEveryByte() throws Exception {
    Path file = dir.resolve("shop.jsonl");
    FilesFixture before = files();
    before.write(Level.INFO, 220);
    before.stop();
    byte[] whole = Files.readAllBytes(file);
    int lastLine = new String(whole).lastIndexOf('\n', whole.length - 2) + 1;
    for (int end = lastLine; end <= whole.length; end++) {
      Files.write(file, java.util.Arrays.copyOf(whole, end));
      FilesFixture files = files();
      files.write(Level.INFO, 220);
      files.target.close();
      List<Map<String, Object>> records = Records.of(file);
      boolean complete = end == lastLine || end >= whole.length - 1;
      assertEquals(
          complete ? 0 : 1, records.stream().filter(r -> r == null).count(), "cut at " + end);
      assertEquals("agent.file", records.get(records.size() - 2).get("kind"));
      assertEquals("method.call", records.get(records.size() - 1).get("kind"));
      assertFalse(Files.readString(file).contains("\n\n"));
    }
  }

  @Test
  void beginsAnewWhatIsFull() throws Exception {
    Files.write(dir.resolve("shop.jsonl"), new byte[70_000]);
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    files.stop();
    assertEquals(70_000, Files.size(dir.resolve("shop.jsonl.1")));
    assertEquals(3, seqs(dir.resolve("shop.jsonl")));
  }

  @Test
  void noticesAFileThatSomebodyHasRemovedOrRenamed() throws Exception {
    Path file = dir.resolve("shop.jsonl");
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    Files.move(file, dir.resolve("moved"));
    files.write(Level.INFO, 300);
    assertEquals(2, seqs(dir.resolve("moved")));
    assertEquals(2, seqs(file));
    assertTrue(files.warned.get(0).startsWith("output.file"), files.warned.toString());

    Files.delete(file);
    files.clock.turn(2_000);
    files.work();
    assertEquals("agent.file", Records.of(file).get(0).get("kind"));

    files.write(Level.ERROR, 300);
    Files.delete(dir.resolve("shop-errors.jsonl"));
    files.clock.turn(2_000);
    files.work();
    assertFalse(Files.exists(dir.resolve("shop-errors.jsonl")));
    files.write(Level.ERROR, 300);
    assertEquals(2, seqs(dir.resolve("shop-errors.jsonl")));

    Files.writeString(file, "");
    files.write(Level.INFO, 300);
    assertEquals("agent.file", Records.of(file).get(0).get("kind"));
    files.stop();
    assertEquals(0, files.account.dropped());
  }

  @Test
  void makesADirectoryThatHasVanishedWithItsLocks() throws Exception {
    Path sub = dir.resolve("a/b");
    options.dir = sub.toString();
    FilesFixture files = new FilesFixture(options.build(), "shop");
    files.write(Level.INFO, 300);
    for (String name : Records.names(sub)) {
      Files.delete(sub.resolve(name));
    }
    Files.delete(sub);
    files.write(Level.INFO, 300);
    assertEquals(2, seqs(sub.resolve("shop.jsonl")));
    assertTrue(Files.exists(sub.resolve(".shop.lock")));
    FilesFixture second = new FilesFixture(options.build(), "shop");
    second.stop();
    files.stop();
    assertTrue(Files.exists(sub.resolve("shop-2.jsonl")));
    assertEquals(0, files.account.dropped());
  }

  @Test
  void givesEachProcessOfANameAFileOfItsOwn() throws Exception {
    FilesFixture first = files();
    FilesFixture second = files();
    FilesFixture third = files();
    second.write(Level.ERROR, 300);
    second.stop();
    FilesFixture fourth = files();
    first.stop();
    third.stop();
    fourth.stop();
    assertTrue(
        Records.names(dir)
            .containsAll(
                Set.of("shop.jsonl", "shop-2.jsonl", "shop-2-errors.jsonl", "shop-3.jsonl")));
    assertFalse(Files.exists(dir.resolve("shop-4.jsonl")));
    assertNotEquals(0, Files.size(dir.resolve("shop.jsonl")));
  }

  @Test
  void leavesTheFileOfAnotherProcessAloneUntilThatHasEnded() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('r', other.getInputStream().read());
      FilesFixture files = files();
      files.stop();
      assertTrue(Files.exists(dir.resolve("shop-2.jsonl")));
      assertEquals(1, seqs(dir.resolve("shop.jsonl")));
    } finally {
      other.destroyForcibly().waitFor();
    }
    files().stop();
    assertEquals(3, seqs(dir.resolve("shop.jsonl")));
  }

  /** Another process that holds the name until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      TestOutput.Options options = new TestOutput.Options();
      options.dir = arguments[0];
      FilesFixture files = new FilesFixture(options.build(), "shop");
      System.out.print('r');
      System.out.flush();
      System.in.read();
      files.stop();
    }
  }

  @Test
  void doesNotTakeTheErrorsOfAnotherServiceForItsOwnFile() throws Exception {
    FilesFixture shop = files();
    FilesFixture other = new FilesFixture(options.build(), "shop-errors");
    shop.write(Level.ERROR, 300);
    other.write(Level.INFO, 300);
    shop.stop();
    other.stop();
    assertEquals(2, seqs(dir.resolve("shop-errors.jsonl")));
    assertEquals(3, seqs(dir.resolve("shop-errors-2.jsonl")));
  }

  @Test
  void reducesNamesToWhatAFileMayBeCalled() {
    assertEquals("shop", Claim.nameOf("shop"));
    assertEquals("_._.._etc_passwd", Claim.nameOf("../../etc/passwd"));
    assertEquals("service", Claim.nameOf(".."));
    assertEquals("service", Claim.nameOf(""));
    assertEquals("service", Claim.nameOf("\u20ac / \u0000"));
    assertEquals("a_b", Claim.nameOf("a\u00e9b"));
    assertEquals(100, Claim.nameOf("x".repeat(10_000)).length());
  }

  @Test
  void opensForOwnerAndGroupOnlyAndFollowsNoLink() throws Exception {
    Path sub = dir.resolve("new/deep");
    options.dir = sub.toString();
    FilesFixture files = new FilesFixture(options.build(), "shop");
    files.write(Level.ERROR, 300);
    files.stop();
    for (String name : List.of("shop.jsonl", "shop-errors.jsonl", ".shop.lock")) {
      assertEquals(
          "rw-r-----",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(sub.resolve(name))));
    }
    for (Path directory : List.of(sub, dir.resolve("new"))) {
      assertEquals(
          "rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }
    Path victim = Files.writeString(dir.resolve("victim"), "mine\n");
    Files.delete(sub.resolve("shop.jsonl"));
    Files.createSymbolicLink(sub.resolve("shop.jsonl"), victim);
    files = new FilesFixture(options.build(), "shop");
    files.write(Level.INFO, 300);
    assertEquals("mine\n", Files.readString(victim));
    assertTrue(files.account.dropped(Account.Loss.DISK) >= 2);
    Files.delete(sub.resolve("shop.jsonl"));
    files.clock.turn(1_000);
    files.work();
    assertTrue(files.warned.get(0).contains("is not a regular file"), files.warned.toString());
    files.stop();

    Path link = Files.createSymbolicLink(dir.resolve("link"), sub);
    options.dir = link.toString();
    files = new FilesFixture(options.build(), "linked");
    files.stop();
    assertTrue(Files.exists(sub.resolve("linked.jsonl")));
  }
}
