package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();
  private final PrintStream before = System.err;

  @BeforeEach
  void takeTheStream() {
    System.setErr(new PrintStream(new ByteArrayOutputStream()));
  }

  @AfterEach
  void giveTheStreamBack() {
    System.setErr(before);
  }

  private FilesFixture files() {
    return new FilesFixture(options.dir(dir).build(), "shop");
  }

  @Test
  void countsWhatAFullDiskCostsAndSaysSoWhenItIsOver() throws Exception {
    FilesFixture files = files();
    files.storage.fails = call -> call.startsWith("write");
    files.storage.tornBytes = 100;
    for (int i = 0; i < 30; i++) {
      files.write(Level.INFO, 300);
      files.clock.turn(100);
    }
    long lost = files.account.dropped(Account.Loss.DISK);
    assertTrue(lost >= 30, "lost " + lost);
    files.storage.fails = call -> false;
    files.clock.turn(1_000);
    files.write(Level.INFO, 300);
    assertEquals(1, files.warned.size(), files.warned.toString());
    assertTrue(
        files
            .warned
            .get(0)
            .matches(
                "output.disk: .*shop.jsonl could not be written for \\d+ ms .No space left on device.: 30 events were lost.*"),
        files.warned.get(0));
    files.write(Level.INFO, 300);
    files.stop();
    Records.assertAccount(Records.main(dir, "shop"));
  }

  @Test
  void losesNothingByAFailureThatIsGoneAtOnce() throws Exception {
    FilesFixture files = files();
    for (int torn : new int[] {0, 1, 299, 700, 5_000}) {
      AtomicInteger left = new AtomicInteger(1);
      files.storage.tornBytes = torn;
      for (int i = 0; i < 10; i++) {
        files.add(Level.INFO, 300);
      }
      files.storage.fails = call -> call.startsWith("write") && left.getAndDecrement() > 0;
      files.target.flush();
    }
    files.stop();
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(0, Json.number(stop, "weftline.events.dropped"));
    assertEquals(List.of(), files.warned);
  }

  @Test
  void countsALineThatLacksOnlyItsEndAsWritten() throws Exception {
    FilesFixture files = files();
    files.add(Level.INFO, 300);
    long size = 0;
    files.storage.tornBytes = Integer.MAX_VALUE;
    AtomicInteger left = new AtomicInteger(1);
    files.storage.fails = call -> call.startsWith("write") && left.getAndDecrement() > 0;
    files.target.flush();
    files.stop();
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(size, Json.number(stop, "weftline.events.dropped"));
  }

  @Test
  void goesOnWithTheOldFileWhileRenamingIsRefused() throws Exception {
    FilesFixture files = files();
    files.storage.fails = call -> call.startsWith("rename");
    for (int i = 0; i < 20; i++) {
      files.write(Level.INFO, 15_000);
      files.clock.turn(300);
    }
    assertEquals(0, files.account.dropped());
    assertTrue(Files.size(dir.resolve("shop.jsonl")) > 200_000);
    assertEquals(
        1,
        Records.of(dir.resolve("shop.jsonl")).stream()
            .filter(r -> r.get("kind").equals("agent.file"))
            .count());
    assertTrue(files.warned.get(0).startsWith("output.rotate"));
    files.storage.fails = call -> false;
    files.clock.turn(1_000);
    files.write(Level.INFO, 15_000);
    files.stop();
    assertTrue(Files.size(dir.resolve("shop.jsonl")) < 65_536);
    Records.assertAccount(Records.main(dir, "shop"));
  }

  @Test
  void losesNoBackupWhenARotationIsInterruptedAnywhere() throws Exception {
    options.maxFiles = 1000;
    FilesFixture files = files();
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      AtomicInteger until = new AtomicInteger(random.nextInt(6));
      files.storage.fails = call -> call.startsWith("rename") && until.getAndDecrement() == 0;
      files.write(Level.INFO, 15_000);
      files.clock.turn(1_000);
    }
    files.storage.fails = call -> false;
    files.stop();
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(0, Json.number(stop, "weftline.events.dropped"));
  }

  @Test
  void waitsForAPlaceThatIsNotThereYet() throws Exception {
    Path blocked = Files.writeString(dir.resolve("file"), "in the way");
    options.dir = blocked.resolve("sub").toString();
    FilesFixture files = new FilesFixture(options.build(), "shop");
    for (int i = 0; i < 10; i++) {
      files.write(Level.ERROR, 300);
      files.clock.turn(500);
    }
    assertEquals(11, files.account.dropped(Account.Loss.DISK));
    assertEquals(11, files.account.made());
    Files.delete(blocked);
    files.clock.turn(1_000);
    files.write(Level.ERROR, 300);
    assertEquals(2, Records.of(blocked.resolve("sub/shop.jsonl")).size());
    files.stop();
    Records.assertAccount(Records.main(blocked.resolve("sub"), "shop"));
  }

  @Test
  void survivesADirectoryAndAPipeInItsPlaceAndImpossibleNames() throws Exception {
    Files.createDirectory(dir.resolve("shop.jsonl"));
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    assertEquals(2, files.account.dropped(Account.Loss.DISK));
    Files.delete(dir.resolve("shop.jsonl"));
    files.stop();
    Records.assertAccount(Records.main(dir, "shop"));
    for (String place : List.of("a\u0000b", "x".repeat(5_000))) {
      options.dir = dir + "/" + place;
      files = new FilesFixture(options.build(), "shop");
      files.write(Level.INFO, 300);
      files.stop();
      assertEquals(files.account.made(), files.account.dropped() + 1);
    }
  }

  @Test
  void leavesNoEmptyFileOnAFullDisk() throws Exception {
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    Files.delete(dir.resolve("shop.jsonl"));
    files.storage.fails = call -> call.startsWith("write");
    files.write(Level.INFO, 300);
    assertEquals(3, files.account.dropped(Account.Loss.DISK));
    assertEquals(List.of(), Records.names(dir).stream().filter(n -> !n.startsWith(".")).toList());
    files.storage.fails = call -> false;
    files.clock.turn(1_000);
    files.stop();
    assertEquals(2, Records.of(dir.resolve("shop.jsonl")).size());
  }

  @Test
  void losesNothingButTheHeaderByAFailureAtTheStart() throws Exception {
    AtomicInteger left = new AtomicInteger(1);
    FilesFixture files =
        new FilesFixture(
            options.dir(dir).build(),
            "shop",
            storage -> storage.fails = call -> left.getAndDecrement() == 1);
    files.write(Level.INFO, 300);
    files.stop();
    assertEquals(1, files.account.dropped(Account.Loss.DISK));
    assertEquals(3, Records.of(dir.resolve("shop.jsonl")).size());
    assertEquals(List.of(), files.warned);
  }

  @Test
  void writesTheLastLineThoughTheFileForItCouldNotBeOpenedAtOnce() throws Exception {
    for (String call : List.of("append", "find", "write", "directory", "names", "rename")) {
      options.dir = dir.resolve(call).toString();
      FilesFixture files = new FilesFixture(options.build(), "shop");
      // Too full for the last line, which may be long.
      for (int i = 0; i < 4; i++) {
        files.write(Level.INFO, 13_000);
      }
      AtomicInteger left = new AtomicInteger(1);
      files.storage.fails = next -> next.startsWith(call) && left.getAndDecrement() == 1;
      files.stop();
      assertTrue(left.get() < 1, call);
      Records.assertAccount(Records.main(dir.resolve(call), "shop"));
    }
  }

  @Test
  void beginsNoFileAfterTheLastLine() throws Exception {
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    Path file = dir.resolve("shop.jsonl");
    AtomicBoolean taken = new AtomicBoolean();
    files.storage.fails =
        call ->
            call.startsWith("write")
                && files.account.isClosed()
                && taken.compareAndSet(false, true)
                && file.toFile().delete();
    files.stop();
    assertTrue(taken.get());
    assertTrue(files.account.isLastLost());
    assertFalse(Files.exists(file));
  }

  @Test
  void keepsToTheNameWhenItsLocksCouldNotBeHadAtOnce() throws Exception {
    FaultyStorage storage = new FaultyStorage();
    for (String call : List.of("lock .shop.lock", "lock .shop-errors.lock", "find .shop.lock")) {
      storage.fails = call::equals;
      assertThrows(IOException.class, () -> Claim.take(storage, dir, "shop", true));
      storage.fails = next -> false;
      Claim claim = Claim.take(storage, dir, "shop", true);
      assertEquals("shop", claim.name(), call);
      claim.release();
    }
  }

  @Test
  void holdsTheAccountWhateverCallFails() throws Exception {
    for (int seed = 0; seed < 60; seed++) {
      Path sub = dir.resolve("s" + seed);
      options.dir = sub.toString();
      options.maxFiles = 10_000;
      options.compress = seed % 2 == 0;
      FilesFixture files = new FilesFixture(options.build(), "shop");
      Random random = new Random(seed);
      int rate = 1 + random.nextInt(20);
      for (int i = 0; i < 400; i++) {
        files.storage.tornBytes = random.nextInt(3_000);
        files.storage.fails = call -> random.nextInt(100) < rate;
        files.add(random.nextInt(5) == 0 ? Level.ERROR : Level.INFO, 250 + random.nextInt(2_000));
        if (random.nextInt(3) == 0) {
          files.target.flush();
          files.target.work();
        }
        files.clock.turn(random.nextInt(400));
      }
      files.storage.fails = call -> false;
      files.clock.turn(10_000);
      files.work();
      files.stop();
      List<Map<String, Object>> records = Records.main(sub, "shop");
      Map<String, Object> stop = Records.assertAccount(records);
      Records.assertHeaders(sub, "shop");
      assertTrue(Json.number(stop, "weftline.events.written") > 10);
      for (String name : Records.names(sub)) {
        assertFalse(name.endsWith(".tmp"), name);
      }
    }
  }

  @Test
  void bringsEachCallOfARunToFail() throws Exception {
    for (int sticky = 0; sticky < 2; sticky++) {
      for (int nth = 0; nth < 120; nth++) {
        Path sub = dir.resolve(sticky + "n" + nth);
        options.dir = sub.toString();
        options.compress = true;
        AtomicInteger left = new AtomicInteger(nth);
        int until = sticky == 0 ? 0 : -30;
        FilesFixture files = new FilesFixture(options.build(), "shop");
        files.storage.fails =
            call -> {
              int now = left.getAndDecrement();
              return now <= 0 && now >= until;
            };
        for (int i = 0; i < 15; i++) {
          files.write(i % 4 == 0 ? Level.ERROR : Level.INFO, 12_000);
          files.target.work();
          files.clock.turn(200);
        }
        files.storage.fails = call -> false;
        files.clock.turn(10_000);
        files.write(Level.INFO, 300);
        files.work();
        files.stop();
        List<Map<String, Object>> current = Records.of(sub.resolve("shop.jsonl"));
        assertEquals("agent.stop", current.get(current.size() - 1).get("kind"));
        Records.assertAccount(Records.main(sub, "shop"));
        Records.assertHeaders(sub, "shop");
      }
    }
  }
}
