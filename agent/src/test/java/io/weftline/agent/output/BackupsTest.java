package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are renamed while an earlier one is being compressed, which takes its time. */
class BackupsTest {
  private static final int EVENTS = 6_000;
  private static final long SECONDS_30 = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path dir;

  /** A clock on which every reading of a backup takes as long as the writer may wait for it. */
  private static final class SlowReading extends Storage {
    final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    final AtomicInteger readings = new AtomicInteger();

    @Override
    InputStream read(Path file) throws IOException {
      InputStream in = super.read(file);
      return new InputStream() {
        @Override
        public int read() throws IOException {
          return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          readings.incrementAndGet();
          nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
          return in.read(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
          in.close();
        }
      };
    }

    Clock clock() {
      return new Clock() {
        @Override
        public long nanos() {
          return nanos.get();
        }

        @Override
        public long wallMillis() {
          return 1_787_480_129_901L + nanos.get() / 1_000_000;
        }
      };
    }
  }

  @Test
  void eventsDoNotWaitForACompressedFile() throws Exception {
    TestOutput.Options options = new TestOutput.Options();
    options.dir = dir.toString();
    options.compress = true;
    options.wait = true;
    options.maxFiles = 10;
    options.maxSize = 1 << 20;
    options.flushNanos = 1_000_000L;
    SlowReading storage = new SlowReading();
    Output output =
        new Output(
            options.build(),
            TestOutput.identity("shop"),
            null,
            storage.clock(),
            (parts, lines) -> new FileTarget(parts, lines, storage));
    output.warnings((topic, message) -> {});
    output.start();
    for (int i = 0; i < EVENTS; i++) {
      output.offer(TestOutput.event(Level.INFO, "x".repeat(900)));
    }
    output.close(
        SECONDS_30,
        account ->
            new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", 1, 1)
                .message("stopped")
                .object(Fields.WEFTLINE, account.group()));
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(0, Json.number(stop, "weftline.events.dropped"));
    assertTrue(Json.number(stop, "weftline.rotations") >= 4, stop::toString);
    assertTrue(storage.readings.get() > 0);
  }
}
