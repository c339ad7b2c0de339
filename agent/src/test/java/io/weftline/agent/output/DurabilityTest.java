package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurabilityTest {
  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();
  private final List<String> calls = new ArrayList<>();

  private FilesFixture files(long fsyncMillis) {
    options.fsyncNanos = TimeUnit.MILLISECONDS.toNanos(fsyncMillis);
    FilesFixture files = new FilesFixture(options.dir(dir).build(), "shop");
    record(files);
    return files;
  }

  private void record(FilesFixture files) {
    files.storage.fails =
        call -> {
          calls.add(call);
          return false;
        };
  }

  private long count(String call) {
    return calls.stream().filter(call::equals).count();
  }

  @Test
  void forcesWithinTheIntervalAndOnlyWhatIsUnforced() throws Exception {
    FilesFixture files = files(1_000);
    files.target.work();
    files.clock.turn(1_000);
    files.target.work();
    calls.clear();
    for (int i = 0; i < 30; i++) {
      files.clock.turn(1_000);
      files.target.work();
    }
    assertEquals(0, count("force shop.jsonl"), "nothing was written");
    assertEquals(Long.MAX_VALUE, files.target.dueNanos());

    long wroteNanos = files.clock.nanos();
    files.write(Level.INFO, 300);
    files.clock.turn(100);
    files.write(Level.INFO, 300);
    files.target.work();
    assertEquals(0, count("force shop.jsonl"));
    long due = files.target.dueNanos();
    assertTrue(due > 0 && files.clock.nanos() + due < wroteNanos + 1_000_000_000L, "" + due);
    files.clock.turn(due / 1_000_000 + 1);
    files.target.work();
    assertEquals(1, count("force shop.jsonl"));
    files.stop();
    assertEquals(2, count("force shop.jsonl"), "at the end");
    int lastWrite = calls.lastIndexOf("write shop.jsonl");
    assertTrue(calls.lastIndexOf("force shop.jsonl") > lastWrite, calls.toString());
  }

  @Test
  void forcesNeitherFileNorDirectoryUnlessThatIsWanted() throws Exception {
    FilesFixture files = new FilesFixture(options.dir(dir).build(), "shop");
    record(files);
    for (int i = 0; i < 20; i++) {
      files.write(Level.ERROR, 15_000);
      files.clock.turn(60_000);
      files.work();
    }
    files.stop();
    assertTrue(calls.stream().noneMatch(call -> call.startsWith("force")), calls.toString());
  }

  @Test
  void forcesAFileBeforeItIsRenamedAndTheDirectoryAfterwards() throws Exception {
    options.compress = true;
    FilesFixture files = files(600_000);
    for (int i = 0; i < 20; i++) {
      files.write(Level.ERROR, 15_000);
      files.work();
    }
    int unforced = 0;
    int renames = 0;
    boolean named = true;
    for (String call : calls) {
      if (call.equals("write shop.jsonl")) {
        unforced++;
        assertTrue(named, "written to before the directory was forced");
      } else if (call.equals("force shop.jsonl")) {
        unforced = 0;
      } else if (call.equals("rename shop.jsonl")) {
        assertEquals(0, unforced, "renamed before it was forced");
        renames++;
        named = false;
      } else if (call.startsWith("forceDirectory")) {
        named = true;
      }
    }
    assertTrue(renames >= 3, calls.toString());
    assertTrue(
        files.warned.stream().noneMatch(warned -> warned.startsWith("output.fsync")),
        files.warned.toString());
    int packed = calls.indexOf("rename .shop.gz.tmp");
    assertEquals("forceFile .shop.gz.tmp", calls.get(packed - 2), "" + calls.subList(0, packed));
    assertTrue(
        calls.subList(packed, calls.size()).indexOf("forceDirectory " + dir.getFileName())
            < calls.subList(packed, calls.size()).indexOf("delete shop.jsonl.2"));
    files.stop();
  }

  @Test
  void saysHowManyLinesAreUncertainAndWritesToANewHandle() throws Exception {
    FilesFixture files = files(1_000);
    files.clock.turn(1_000);
    files.target.work();
    for (int i = 0; i < 7; i++) {
      files.write(Level.INFO, 300);
    }
    AtomicInteger failed = new AtomicInteger();
    files.storage.fails =
        call -> call.startsWith("force ") && failed.getAndIncrement() == 0 || !calls.add(call);
    calls.clear();
    files.clock.turn(1_000);
    files.target.work();
    assertEquals(1, failed.get());
    assertTrue(
        files.warned.get(0).startsWith("output.fsync: Forcing " + dir.resolve("shop.jsonl")),
        files.warned.toString());
    assertTrue(files.warned.get(0).contains("The 7 lines"), files.warned.toString());
    files.clock.turn(1_000);
    files.write(Level.INFO, 300);
    assertEquals(1, count("append shop.jsonl"), "opened anew");
    assertEquals(0, files.account.dropped());
    files.stop();
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(1, Json.number(stop, "weftline.fsync.failures"));
    assertEquals(7, Json.number(stop, "weftline.fsync.lines"));
  }

  @Test
  void saysOnceThatADirectoryCannotBeForced() throws Exception {
    options.fsyncNanos = 1_000_000L;
    FilesFixture files =
        new FilesFixture(
            options.dir(dir).build(),
            "shop",
            storage -> storage.fails = call -> call.startsWith("forceDirectory"));
    for (int i = 0; i < 20; i++) {
      files.write(Level.INFO, 15_000);
      files.clock.turn(60_000);
    }
    assertEquals(1, files.warned.size(), files.warned.toString());
    assertTrue(files.warned.get(0).startsWith("output.fsync-directory"), files.warned.toString());
    assertEquals(0, files.account.dropped());
    files.stop();
  }

  @Test
  void losesNothingWhenForcingFailsAtARotation() throws Exception {
    FilesFixture files = files(600_000);
    AtomicInteger every = new AtomicInteger();
    files.storage.fails = call -> call.startsWith("force ") && every.incrementAndGet() % 2 == 1;
    for (int i = 0; i < 30; i++) {
      files.write(Level.INFO, 15_000);
      files.clock.turn(1_000);
    }
    assertTrue(every.get() > 5, "" + every);
    files.storage.fails = call -> false;
    files.stop();
    assertEquals(0, files.account.dropped());
    assertFalse(Records.main(dir, "shop").isEmpty());
  }

  @Test
  void isWokenForItThoughTheFlushIntervalIsLong() throws Exception {
    options.flushNanos = TimeUnit.SECONDS.toNanos(10);
    options.fsyncNanos = TimeUnit.MILLISECONDS.toNanos(20);
    FaultyStorage storage = new FaultyStorage();
    CountDownLatch forced = new CountDownLatch(1);
    storage.fails =
        call -> {
          if (call.equals("force shop.jsonl")) {
            forced.countDown();
          }
          return false;
        };
    Output output =
        new Output(
            options.dir(dir).build(),
            TestOutput.identity("shop"),
            null,
            Clock.SYSTEM,
            (parts, lines) -> new FileTarget(parts, lines, storage));
    output.start();
    assertTrue(forced.await(5, TimeUnit.SECONDS), "the header is not forced");
    output.close(TimeUnit.SECONDS.toNanos(10), null);
  }
}
