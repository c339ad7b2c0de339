package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown, wherever: the writer's thread goes on and the account closes. */
@Timeout(60)
class SurvivalTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long SECONDS_10 = TimeUnit.SECONDS.toNanos(10);
  private static final List<Supplier<Error>> ERRORS =
      List.of(
          () -> new OutOfMemoryError("test"),
          ThreadDeath::new,
          StackOverflowError::new,
          () -> new NoClassDefFoundError("test"));
  private static final LastEvent STOP =
      account ->
          new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", 1, 1)
              .message("stopped")
              .object(Fields.WEFTLINE, account.group());

  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();
  private final FaultyStorage storage = new FaultyStorage();
  private final PrintStream before = System.err;
  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();

  @BeforeEach
  void takeTheStream() {
    System.setErr(new PrintStream(new ByteArrayOutputStream()));
    options.flushNanos = 1_000_000L;
    options.maxFiles = 10_000;
    options.queueSize = 65_536;
  }

  @AfterEach
  void giveTheStreamBack() {
    System.setErr(before);
  }

  private Output output(Path place, Clock clock) {
    options.dir = place.toString();
    Output output =
        new Output(
            options.build(),
            TestOutput.identity("shop"),
            null,
            clock,
            (parts, lines) -> new FileTarget(parts, lines, storage));
    output.warnings(
        (topic, message) ->
            output.offer(
                new Event(Level.WARN, Kinds.AGENT_WARNING, "weftline", 1, 0).message(topic)));
    return output;
  }

  private static Event event() {
    return TestOutput.event(Level.INFO, "x".repeat(200));
  }

  /** After everything was thrown that was to be: lines are written again, and none is twice. */
  private void assertWritesAgain(Output output) {
    long written = output.account().written();
    long begin = System.nanoTime();
    while (output.account().written() < written + 10) {
      Account account = output.account();
      if (account.made() - account.written() - account.dropped() < 100) {
        output.offer(event());
      }
      assertTrue(
          System.nanoTime() - begin < MINUTE, () -> "nothing is written any more\n" + stacks());
      clock.turn(10);
      Thread.onSpinWait();
    }
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("weftline-")) {
                text.append(thread).append(List.of(stack)).append('\n');
              }
            });
    return text.toString();
  }

  @Test
  void survivesErrorsInEveryCallOfTheStorage() throws Exception {
    for (String call :
        List.of("find", "write", "append", "rename", "names", "close", "directory")) {
      for (Supplier<Error> error : ERRORS) {
        AtomicLong left = new AtomicLong(5);
        storage.fails = made -> false;
        Path place = dir.resolve(call + error.get().getClass().getSimpleName());
        Output output = output(place, clock);
        output.start();
        storage.fails =
            made -> {
              if (made.startsWith(call) && left.getAndDecrement() > 0) {
                throw error.get();
              }
              return false;
            };
        for (int i = 0; i < 1_000; i++) {
          output.offer(event());
        }
        assertWritesAgain(output);
        storage.fails = made -> false;
        output.close(SECONDS_10, STOP);
        Records.assertAccount(Records.main(place, "shop"));
      }
    }
  }

  @Test
  void survivesErrorsOfItsOwnErrorHandling() throws Exception {
    AtomicLong left = new AtomicLong();
    Clock failing =
        new Clock() {
          @Override
          public long nanos() {
            // Nearly everything asks for the time, what reports errors too.
            if (Thread.currentThread().getName().equals(EventWriter.NAME)
                && left.getAndDecrement() > 0) {
              throw new OutOfMemoryError("test");
            }
            return clock.nanos();
          }

          @Override
          public long wallMillis() {
            return clock.wallMillis();
          }
        };
    System.setErr(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                throw new OutOfMemoryError("test");
              }
            }));
    Output output = output(dir, failing);
    output.start();
    assertWritesAgain(output);
    for (int burst : new int[] {1, 2, 3, 5}) {
      left.set(burst);
      assertWritesAgain(output);
    }
    assertTrue(output.account().writerFailures() > 0);
    output.close(SECONDS_10, STOP);
    Records.assertAccount(Records.main(dir, "shop"));
  }

  @Test
  void survivesErrorsOfAllRegularWorkAndOfTheWarningsAboutThem() throws Exception {
    Output output = output(dir, clock);
    output.warnings(
        (topic, message) -> {
          throw new OutOfMemoryError("test");
        });
    CountDownLatch ran = new CountDownLatch(20);
    for (Supplier<Error> error : ERRORS) {
      output.every(
          () -> {
            ran.countDown();
            throw error.get();
          },
          1_000_000L);
      output.atEnd(
          () -> {
            throw error.get();
          });
    }
    output.start();
    TestOutput.await(
        "work",
        () -> {
          clock.turn(1);
          return ran.getCount() == 0;
        });
    assertWritesAgain(output);
    output.close(SECONDS_10, STOP);
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertTrue(Json.number(stop, "weftline.task_failures") >= 24);
    assertTrue(Json.number(stop, "weftline.writer_failures") >= 24);
  }

  @Test
  void endsWithTheAccountThoughTheEndItselfFailsAtFirst() throws Exception {
    for (Supplier<Error> error : ERRORS) {
      Path place = dir.resolve(error.get().getClass().getSimpleName());
      Output output = output(place, clock);
      output.start();
      assertWritesAgain(output);
      AtomicLong failed = new AtomicLong();
      output.close(
          SECONDS_10,
          account -> {
            if (failed.getAndIncrement() == 0) {
              throw error.get();
            }
            return STOP.make(account);
          });
      Records.assertAccount(Records.main(place, "shop"));
    }
  }
}
