package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotalSizeTest {
  private static final long CAP = 1 << 20;

  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();

  @BeforeEach
  void capped() {
    options.totalSize = CAP;
    options.maxSize = 100_000;
    options.maxFiles = 10_000;
  }

  private FilesFixture files() {
    return new FilesFixture(options.dir(dir).build(), "shop");
  }

  /** As somebody outside sees it. */
  private long total() throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  @Test
  void neverHasAByteMoreWhateverIsWritten() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      options.compress = seed % 2 == 0;
      options.maxSize = 70_000 + random.nextInt(200_000);
      FilesFixture files = files();
      long most = 0;
      for (int i = 0; i < 1_500; i++) {
        files.add(random.nextInt(3) == 0 ? Level.ERROR : Level.INFO, 250 + random.nextInt(9_000));
        if (random.nextInt(4) == 0) {
          files.target.flush();
          most = Math.max(most, total());
          while (files.target.work()) {
            most = Math.max(most, total());
          }
        }
        files.clock.turn(random.nextInt(200));
        assertTrue(most <= CAP, "seed " + seed + ": " + most);
      }
      files.stop();
      assertTrue(total() <= CAP, "seed " + seed);
      assertTrue(most > CAP * 3 / 4, "seed " + seed + " did not reach it: " + most);
      assertEquals(0, files.account.dropped());
      List<Map<String, Object>> records = Records.main(dir, "shop");
      assertTrue(records.stream().anyMatch(r -> "agent.stop".equals(r.get("kind"))));
      assertFalse(Files.exists(dir.resolve(".shop.gz.tmp")));
    }
  }

  @Test
  void deletesTheOldestBackupsFirst() throws Exception {
    options.errors = false;
    FilesFixture files = files();
    for (int i = 0; i < 300; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.stop();
    Set<String> names = Records.names(dir);
    int backups = 0;
    while (names.contains("shop.jsonl." + (backups + 1))) {
      backups++;
    }
    assertTrue(backups >= 8, names.toString());
    assertEquals(backups + 2, names.size(), names.toString());
  }

  @Test
  void countsWhatOthersLeftAndMakesRoomForItAtTheStart() throws Exception {
    options.errors = true;
    Files.write(dir.resolve("shop-errors.jsonl"), new byte[3_000_000]);
    Files.write(dir.resolve("shop.jsonl"), new byte[2_000_000]);
    Files.write(dir.resolve("shop.jsonl.3.gz"), new byte[2_000_000]);
    Files.write(dir.resolve("shop-2.jsonl"), new byte[2_000_000]);
    Files.write(dir.resolve("shop.jsonl.old"), new byte[2_000_000]);
    FilesFixture files = files();
    files.write(Level.INFO, 300);
    files.stop();
    assertTrue(total() - 4_000_000 <= CAP, "" + total());
    assertEquals(2_000_000, Files.size(dir.resolve("shop-2.jsonl")));
    assertEquals(2_000_000, Files.size(dir.resolve("shop.jsonl.old")));
  }

  @Test
  void rotatesEarlierWhereTheSizeOfAFileWouldNotFitAndSaysSo() throws Exception {
    options.maxSize = 10 << 20;
    FilesFixture files = files();
    assertEquals(1, files.warned.size(), files.warned.toString());
    assertTrue(files.warned.get(0).startsWith("file.total-size: file.max-size (10 MB)"));
    for (int i = 0; i < 200; i++) {
      files.write(Level.ERROR, 15_000);
      assertTrue(total() <= CAP);
      if (i > 50) {
        assertTrue(Files.exists(dir.resolve("shop.jsonl.1")), "the lines before are kept");
      }
    }
    files.stop();
    assertTrue(total() <= CAP);
  }

  @Test
  void saysWhatCannotBeDeletedAndWritesOn() throws Exception {
    FilesFixture files = files();
    files.storage.fails = call -> call.startsWith("delete shop.jsonl.");
    for (int i = 0; i < 120; i++) {
      files.write(Level.INFO, 15_000);
      files.clock.turn(100);
    }
    assertTrue(
        files.warned.stream().anyMatch(w -> w.startsWith("output.total-size")),
        files.warned.toString());
    assertEquals(0, files.account.dropped());
    assertTrue(total() > CAP);
    files.storage.fails = call -> false;
    files.clock.turn(2_000);
    files.write(Level.INFO, 300);
    assertTrue(total() <= CAP);
    files.stop();
  }

  @Test
  void leavesADirectoryAmongTheBackupsAlone() throws Exception {
    Files.createDirectory(dir.resolve("shop.jsonl.3"));
    FilesFixture files = files();
    for (int i = 0; i < 120; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.stop();
    assertTrue(Files.isDirectory(dir.resolve("shop.jsonl.3")));
    assertFalse(Files.exists(dir.resolve("shop.jsonl.4")));
    assertTrue(Files.exists(dir.resolve("shop.jsonl.2")));
    assertEquals(0, files.account.dropped());
  }
}
