package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that does not answer: who notices, what it costs, what is said. */
@Timeout(60)
class StallTest {
  private static final LastEvent STOP =
      account ->
          new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", 1, 1)
              .message("stopped")
              .object(Fields.WEFTLINE, account.group());

  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();
  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();
  private final FaultyStorage storage = new FaultyStorage();
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> warned = new CopyOnWriteArrayList<>();
  private final CountDownLatch stalls = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private Output output;

  @AfterEach
  void goOn() {
    goesOn.countDown();
    if (output != null) {
      output.close(TimeUnit.SECONDS.toNanos(10), null);
    }
  }

  /** Starts a writer that stands still in the first call of that name after it has begun. */
  private void stallIn(String call) throws Exception {
    options.queueSize = 64;
    options.fsyncNanos = 1_000_000L;
    output =
        new Output(
            options.dir(dir).build(),
            TestOutput.identity("shop"),
            null,
            clock,
            (parts, lines) -> new FileTarget(parts, lines, storage),
            (cause, message) -> said.add(cause + ": " + message));
    output.warnings(
        (topic, message) -> {
          warned.add(topic + ": " + message);
          output.offer(new Event(Level.WARN, Kinds.AGENT_WARNING, "weftline", 1, 0).message(topic));
        });
    CountDownLatch begun = new CountDownLatch(1);
    output.soon(begun::countDown);
    output.start();
    assertTrue(begun.await(10, TimeUnit.SECONDS));
    storage.fails =
        made -> {
          if (made.equals(call + " shop.jsonl")) {
            stalls.countDown();
            awaitQuietly(goesOn);
          }
          return false;
        };
    while (!stalls.await(1, TimeUnit.MILLISECONDS)) {
      offer();
      // The time at which forcing is due comes too.
      clock.turn(1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean offer() {
    return output.offer(new Event(Level.INFO, Kinds.METHOD_CALL, "l", clock.nanos(), 0));
  }

  private static boolean isWatched() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(StallWatch.NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "find", "force"})
  void isSaidWhileItLastsByAnotherThreadAndWarnedOfWhenItIsOver(String call) throws Exception {
    stallIn(call);
    offer();
    assertFalse(isWatched(), "too early");
    clock.turn(4_900);
    offer();
    assertFalse(isWatched(), "too early");
    clock.turn(200);
    offer();
    String first = said.poll(10, TimeUnit.SECONDS);
    assertTrue(
        first.matches(
            "output.stall: the disk has not answered for 5 s, (write to|look at|fsync of) "
                + dir.resolve("shop.jsonl")
                + "; events are dropped and counted \\(\\d+ so far, by a full queue\\)"),
        first);
    assertTrue(isWatched());
    for (int i = 0; i < 100; i++) {
      offer();
    }
    long dropped = output.account().dropped(Account.Loss.QUEUE_FULL);
    assertTrue(dropped >= 36, "" + dropped);

    clock.turn(60_000);
    String second = said.poll(10, TimeUnit.SECONDS);
    assertTrue(second.contains("for 65 s"), second);

    goesOn.countDown();
    TestOutput.await("the end of it", () -> !warned.isEmpty() && !isWatched());
    assertTrue(
        warned.get(0).matches("output.stall: The writer stood still for 65\\d\\d\\d ms in: .*"),
        warned.toString());
    assertTrue(warned.get(0).contains(" events were dropped meanwhile"), warned.toString());
    output.close(TimeUnit.SECONDS.toNanos(10), STOP);
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(1, Json.number(stop, "weftline.stalls"));
    assertEquals(dropped, Json.number(stop, "weftline.dropped_by.queue_full"));
    assertEquals(List.of(), List.copyOf(said));
  }

  @Test
  void noThreadIsMadeWhereNothingStalls() throws Exception {
    options.flushNanos = 1_000_000L;
    output =
        new Output(
            options.dir(dir).build(),
            TestOutput.identity("shop"),
            null,
            Clock.SYSTEM,
            (parts, lines) -> new FileTarget(parts, lines, storage),
            (cause, message) -> said.add(message));
    output.start();
    for (int i = 0; i < 20_000; i++) {
      output.offer(new Event(Level.INFO, Kinds.METHOD_CALL, "l", System.nanoTime(), 0));
      assertFalse(i % 1_000 == 0 && isWatched());
    }
    assertFalse(isWatched());
    assertEquals(List.of(), List.copyOf(said));
  }

  @Test
  void costsWaitingThreadsFiveSecondsInAll() throws Exception {
    options.wait = true;
    CompletableFuture<Void> stalled = CompletableFuture.runAsync(this::stallInWriteQuietly);
    stalls.await();
    // Whoever made it stall may itself be waiting by now.
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(
            () -> {
              int dropped = 0;
              for (int i = 0; i < 1_000; i++) {
                dropped += offer() ? 0 : 1;
              }
              return dropped;
            });
    long turned = 0;
    while (!other.isDone() || !stalled.isDone()) {
      clock.turn(100);
      turned += 100;
      awaitBriefly(other);
      assertTrue(turned < 60_000, "each event waits for itself");
    }
    assertTrue(other.get() > 900, "" + other.get());
    // From here on nobody waits at all.
    long before = clock.nanos();
    for (int i = 0; i < 1_000; i++) {
      assertFalse(offer());
    }
    assertEquals(before, clock.nanos());

    long written = output.account().written();
    goesOn.countDown();
    TestOutput.await("progress", () -> output.account().written() > written + 8);
    TestOutput.await("room", this::offer);
  }

  /** Lets those who wait look at the clock. */
  private static void awaitBriefly(CompletableFuture<?> future) throws Exception {
    try {
      future.get(1, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    }
  }

  private void stallInWriteQuietly() {
    try {
      stallIn("write");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void asksForAThreadThatIsGoneToBeStartedAgainAndTriesAgainIfThatFails() throws Exception {
    Account account = new Account(64);
    Progress progress = new Progress(clock, account, (topic, message) -> {});
    CountDownLatch asked = new CountDownLatch(3);
    StallWatch watch =
        new StallWatch(
            progress,
            account,
            clock,
            () -> {
              asked.countDown();
              if (asked.getCount() > 0) {
                throw new OutOfMemoryError("test");
              }
              progress.wakes();
            },
            (cause, message) -> said.add(message));
    watch.prepare();
    progress.watchedBy(watch);
    progress.rests(1_000_000_000L);
    progress.look(clock.nanos());
    clock.turn(5_900);
    progress.look(clock.nanos());
    assertFalse(isWatched());
    clock.turn(200);
    progress.look(clock.nanos());
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    TestOutput.await("its end", () -> !isWatched());
    assertEquals(2, account.writerFailures());
    // It slept, as far as anybody knows: there is nothing to complain about.
    assertEquals(List.of(), List.copyOf(said));
  }

  @Test
  void saysAtTheEndWhatItStandsIn() throws Exception {
    stallIn("write");
    output.close(TimeUnit.MILLISECONDS.toNanos(100), STOP);
    String last = said.poll(10, TimeUnit.SECONDS);
    assertTrue(
        last.matches(
            "output.end: The files of events could not be ended within 100 ms, the writer stands"
                + " in: write to .*shop.jsonl. Of \\d+ events made \\d+ are written.*"),
        last);
  }
}
