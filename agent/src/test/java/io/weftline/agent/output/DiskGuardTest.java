package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {
  private static final long MB = 1 << 20;

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

  private FilesFixture files(long usable, long total) {
    return new FilesFixture(
        options.dir(dir).build(),
        "shop",
        storage -> storage.space = new Storage.Space(usable, total));
  }

  @Test
  void stopsBelowTheLimitAndGoesOnAboveItWithTheNumbersSaid() throws Exception {
    options.minFree = 200 * MB;
    FilesFixture files = files(1_000 * MB, 100_000 * MB);
    files.write(Level.INFO, 300);
    files.storage.space = new Storage.Space(150 * MB, 100_000 * MB);
    files.clock.turn(1_000);
    long size = Files.size(dir.resolve("shop.jsonl"));
    for (int i = 0; i < 20; i++) {
      files.write(Level.ERROR, 300);
      files.target.work();
      files.clock.turn(500);
    }
    assertEquals(20, files.account.dropped(Account.Loss.DISK));
    assertEquals(size, Files.size(dir.resolve("shop.jsonl")));
    assertFalse(Files.exists(dir.resolve("shop-errors.jsonl")));

    // A little above the limit is not yet enough.
    files.storage.space = new Storage.Space(205 * MB, 100_000 * MB);
    files.clock.turn(5_000);
    files.write(Level.INFO, 300);
    assertEquals(21, files.account.dropped(Account.Loss.DISK));

    files.storage.space = new Storage.Space(211 * MB, 100_000 * MB);
    files.clock.turn(1_000);
    files.write(Level.INFO, 300);
    assertEquals(21, files.account.dropped(Account.Loss.DISK));
    assertEquals(1, files.warned.size(), files.warned.toString());
    String warned = files.warned.get(0);
    assertTrue(warned.contains("150 MB free,") || warned.contains("205 MB free,"), warned);
    assertTrue(warned.contains("200 MB are to stay free"), warned);
    assertTrue(warned.contains("file.min-free-disk"), warned);
    assertTrue(warned.contains("21 events were lost"), warned);
    files.stop();
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(21, Json.number(stop, "weftline.dropped_by.disk"));
  }

  @Test
  void takesFivePercentOfASmallVolumeUnlessAskedOtherwise() throws Exception {
    options.minFree = 200 * MB;
    options.minFreeByDefault = true;
    FilesFixture files = files(60 * MB, 1_000 * MB);
    files.write(Level.INFO, 300);
    assertEquals(0, files.account.dropped());
    files.storage.space = new Storage.Space(49 * MB, 1_000 * MB);
    files.clock.turn(1_000);
    files.write(Level.INFO, 300);
    assertEquals(1, files.account.dropped(Account.Loss.DISK));
    files.target.close();

    options.minFreeByDefault = false;
    files = files(60 * MB, 1_000 * MB);
    files.write(Level.INFO, 300);
    assertEquals(2, files.account.dropped(Account.Loss.DISK));
    files.target.close();
  }

  @Test
  void makesNoFileWhereThereIsNoRoomFromTheStart() throws Exception {
    options.minFree = 200 * MB;
    FilesFixture files = files(100 * MB, 1_000 * MB);
    files.write(Level.ERROR, 300);
    files.stop();
    assertFalse(Files.exists(dir.resolve("shop.jsonl")));
    assertEquals(files.account.made(), files.account.dropped() + 1);
  }

  @Test
  void neverWritesMoreThanThereIsAboveTheLimit() throws Exception {
    options.minFree = 200 * MB;
    options.maxFiles = 1_000;
    FilesFixture files = files(201 * MB, 100_000 * MB);
    long begin = 201 * MB + bytes();
    for (int i = 0; i < 300; i++) {
      // All within a second: only the bytes tell that it is time to look.
      files.storage.space = new Storage.Space(begin - bytes(), 100_000 * MB);
      files.write(Level.INFO, 15_000);
    }
    assertTrue(begin - bytes() >= 200 * MB, "" + (begin - bytes()));
    assertTrue(bytes() > MB / 2, "" + bytes());
    assertTrue(files.account.dropped(Account.Loss.DISK) > 100);
    files.target.close();
  }

  private long bytes() throws Exception {
    long sum = 0;
    for (String name : Records.names(dir)) {
      sum += Files.size(dir.resolve(name));
    }
    return sum;
  }

  @Test
  void asksTheSystemOnceASecondOnly() throws Exception {
    options.minFree = 200 * MB;
    FilesFixture files = files(100_000 * MB, 200_000 * MB);
    AtomicInteger asked = new AtomicInteger();
    files.storage.fails =
        call -> {
          asked.addAndGet(call.startsWith("space") ? 1 : 0);
          return false;
        };
    for (int i = 0; i < 1_000; i++) {
      files.write(Level.INFO, 300);
      files.clock.turn(10);
    }
    assertTrue(asked.get() <= 11, "" + asked);
    files.stop();
  }

  @Test
  void doesWithoutWhereTheVolumeDoesNotKnow() throws Exception {
    options.minFree = 200 * MB;
    Storage.Space[] odd = {
      new Storage.Space(-1, 100),
      new Storage.Space(Long.MIN_VALUE, Long.MIN_VALUE),
      new Storage.Space(0, 0),
      new Storage.Space(0, 1_000 * MB)
    };
    for (int i = 0; i <= odd.length; i++) {
      Path sub = dir.resolve("v" + i);
      options.dir = sub.toString();
      Storage.Space space = i < odd.length ? odd[i] : null;
      FilesFixture files =
          new FilesFixture(
              options.build(),
              "shop",
              storage -> {
                storage.space = space;
                storage.fails = call -> space == null && call.startsWith("space");
              });
      for (int j = 0; j < 5; j++) {
        files.write(Level.INFO, 300);
        files.clock.turn(2_000);
      }
      files.stop();
      assertEquals(0, files.account.dropped(), "volume " + i);
      assertEquals(1, files.warned.size(), files.warned.toString());
      assertTrue(files.warned.get(0).startsWith("output.disk-guard"), files.warned.toString());
    }
  }

  @Test
  void believesAVolumeThatHasToldBetterThatItIsFull() throws Exception {
    options.minFree = 200 * MB;
    FilesFixture files = files(1_000 * MB, 100_000 * MB);
    files.write(Level.INFO, 300);
    files.storage.space = new Storage.Space(0, 100_000 * MB);
    files.clock.turn(1_000);
    files.write(Level.INFO, 300);
    assertEquals(1, files.account.dropped(Account.Loss.DISK));
    files.target.close();
  }

  @Test
  void knowsTheTruthOfThisVolume() throws Exception {
    Storage.Space space = new Storage().space(dir);
    assertTrue(
        space.usable > 0 && space.usable <= space.total, space.usable + " of " + space.total);
  }
}
