package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final int CAPACITY = 100;

  private final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();
  private final Account account = new Account(CAPACITY);

  private EventQueue queue(boolean wait) {
    return new EventQueue(
        CAPACITY, 1 << 20, wait, account, clock, new Progress(clock, account, (t, m) -> {}));
  }

  private static Event info() {
    return TestOutput.event(Level.INFO, "x");
  }

  private static Event agent(String kind) {
    return new Event(Level.INFO, kind, "weftline", 1, 0);
  }

  @Test
  void keepsAnEighthForErrorsAndTheAgent() {
    EventQueue queue = queue(false);
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      taken += queue.offer(info()) ? 1 : 0;
    }
    assertEquals(CAPACITY - CAPACITY / 8, taken);
    assertTrue(queue.offer(TestOutput.event(Level.ERROR, "x")));
    assertTrue(queue.offer(TestOutput.event(Level.FATAL, "x")));
    for (int i = 2; i < CAPACITY / 8; i++) {
      assertTrue(queue.offer(agent(i % 2 == 0 ? Kinds.AGENT_WARNING : Kinds.METRICS_JVM)));
    }
    assertFalse(queue.offer(TestOutput.event(Level.ERROR, "x")));
    assertEquals(CAPACITY, queue.size());
    assertEquals(200 - taken + 1, account.dropped(Account.Loss.QUEUE_FULL));
    assertEquals(200 + 13, account.made());
  }

  @Test
  void boundsTheBytesTooAndGivesRoomBack() {
    EventQueue queue = queue(false);
    String big = "x".repeat(100_000);
    int taken = 0;
    while (queue.offer(TestOutput.event(Level.INFO, big))) {
      taken++;
    }
    assertEquals(9, taken);
    assertTrue(queue.offer(TestOutput.event(Level.ERROR, big)));
    assertFalse(queue.offer(TestOutput.event(Level.ERROR, big)));
    for (int i = 0; i < 10_000; i++) {
      queue.poll();
      assertTrue(queue.offer(TestOutput.event(Level.ERROR, big)));
    }
  }

  @Test
  void takesOneGiantEventWhenEmpty() {
    EventQueue queue = queue(false);
    Event giant = info().put(Fields.DB_QUERY_TEXT, "x".repeat(5_000_000));
    assertTrue(queue.offer(giant));
    assertFalse(queue.offer(info()));
    assertEquals(giant, queue.poll());
    assertTrue(queue.offer(info()));
  }

  @Test
  void numbersEveryEventThatIsMade() {
    EventQueue queue = queue(false);
    for (int i = 0; i < 150; i++) {
      queue.offer(info());
    }
    long last = 0;
    for (Event event = queue.poll(); event != null; event = queue.poll()) {
      assertEquals(++last, event.seq());
    }
    queue.offer(info());
    assertEquals(151, queue.poll().seq());
    assertNull(queue.poll());
  }

  @Test
  void takesAndCountsNothingAfterTheEnd() {
    EventQueue queue = queue(false);
    queue.close();
    assertFalse(queue.offer(info()));
    assertEquals(0, account.made());
    assertEquals(0, account.dropped());
  }

  @Test
  void makesAnApplicationThreadWaitForRoom() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY - CAPACITY / 8) {
      queue.offer(info());
    }
    CompletableFuture<Boolean> waiting = offerOn("main", queue, false);
    queue.poll();
    assertTrue(waiting.get(10, TimeUnit.SECONDS));
    assertEquals(0, account.dropped());
  }

  @Test
  void givesUpAfterFiveSecondsWithoutProgress() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY) {
      queue.offer(TestOutput.event(Level.ERROR, "x"));
    }
    CompletableFuture<Boolean> waiting = offerOn("main", queue, true);
    while (!waiting.isDone()) {
      clock.turn(1_000);
      Thread.onSpinWait();
    }
    assertFalse(waiting.get());
    assertEquals(1, account.dropped(Account.Loss.QUEUE_FULL));
  }

  @Test
  void waitsAsLongAsThereIsProgress() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY) {
      queue.offer(TestOutput.event(Level.ERROR, "x"));
    }
    // Room for errors is no room for this one, so that progress alone keeps it waiting.
    CompletableFuture<Boolean> waiting = offerOn("main", queue, false);
    for (int i = 0; i < CAPACITY / 8; i++) {
      assertFalse(waiting.isDone());
      queue.poll();
      awaitTurnOf(waiting);
      clock.turn(4_900);
      awaitTurnOf(waiting);
    }
    queue.poll();
    assertTrue(waiting.get(10, TimeUnit.SECONDS));
  }

  /** Lets the waiting thread look at the queue a few times. */
  private static void awaitTurnOf(CompletableFuture<Boolean> waiting) throws Exception {
    try {
      waiting.get(20, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException expected) {
      assertFalse(waiting.isDone());
    }
  }

  @Test
  void neverMakesAThreadOfTheAgentWait() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY - CAPACITY / 8) {
      queue.offer(info());
    }
    assertFalse(offerOn("weftline-watchdog", queue, false).get(10, TimeUnit.SECONDS));
    assertEquals(1, account.dropped(Account.Loss.QUEUE_FULL));
  }

  @Test
  void waitsThoughInterruptedAndKeepsTheInterrupt() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY - CAPACITY / 8) {
      queue.offer(info());
    }
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              boolean taken = queue.offer(info());
              interrupted.complete(taken && Thread.currentThread().isInterrupted());
            });
    thread.start();
    while (account.made() < CAPACITY - CAPACITY / 8 + 1) {
      Thread.onSpinWait();
    }
    queue.poll();
    assertTrue(interrupted.get(10, TimeUnit.SECONDS));
  }

  private static CompletableFuture<Boolean> offerOn(String name, EventQueue queue, boolean error) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Event event = TestOutput.event(error ? Level.ERROR : Level.INFO, "x");
    new Thread(() -> taken.complete(queue.offer(event)), name).start();
    return taken;
  }

  @Test
  void anInterruptedThreadWaitsWithoutTurningRound() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY - CAPACITY / 8) {
      queue.offer(info());
    }
    CompletableFuture<Long> cpu = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              queue.offer(info());
              cpu.complete(
                  Thread.currentThread().isInterrupted()
                      ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                      : Long.MAX_VALUE);
            });
    thread.start();
    thread.join(1_000);
    queue.poll();
    assertTrue(cpu.get(10, TimeUnit.SECONDS) < 500_000_000L, "" + cpu.get());
  }

  @Test
  void whoComesAfterOthersHaveGivenUpDoesNotWaitUntilThereIsProgress() throws Exception {
    EventQueue queue = queue(true);
    while (queue.size() < CAPACITY) {
      queue.offer(TestOutput.event(Level.ERROR, "x"));
    }
    CompletableFuture<Boolean> first = offerOn("main", queue, true);
    while (!first.isDone()) {
      clock.turn(1_000);
      Thread.onSpinWait();
    }
    for (int i = 0; i < 10; i++) {
      assertFalse(offerOn("main", queue, true).get(10, TimeUnit.SECONDS));
    }
    queue.poll();
    assertTrue(queue.offer(TestOutput.event(Level.ERROR, "x")));
    CompletableFuture<Boolean> waits = offerOn("main", queue, true);
    awaitTurnOf(waits);
    assertFalse(waits.isDone());
    queue.poll();
    assertTrue(waits.get(10, TimeUnit.SECONDS));
  }
}
