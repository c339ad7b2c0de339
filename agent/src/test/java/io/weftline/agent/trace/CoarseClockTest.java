package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Bridge;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one that ticks; at most one of them does at a time. */
class CoarseClockTest {
  private static final long MILLI = 1_000_000;

  private final CoarseClock clock = new CoarseClock();

  @BeforeEach
  void noOtherTicks() {
    // That of a test before this one may be about to end.
    await("the end of every other clock", () -> thread() == null);
    Bridge.coarse = 0;
  }

  @AfterEach
  void finish() throws InterruptedException {
    Thread thread = thread();
    clock.finish();
    if (thread != null) {
      thread.join();
    }
    assertEquals(0, Bridge.coarse, "it goes on, or has stopped within a tick");
  }

  private static Thread thread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals(CoarseClock.NAME))
        .findAny()
        .orElse(null);
  }

  private static void await(String what, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - begin < 20_000 * MILLI, () -> "in vain: " + what);
      Thread.yield();
    }
  }

  /** The next reading that differs. */
  private static long nextTick() {
    long now = Bridge.coarse;
    await("a tick", () -> Bridge.coarse != now);
    return Bridge.coarse;
  }

  @Test
  void itStandsStillUntilItIsAsked() {
    clock.begin();
    clock.turn();
    assertNull(thread());
    assertEquals(0, Bridge.coarse);
    assertEquals(0, clock.worstLagNanos());
  }

  @Test
  void itTellsTheTimeOfItsLatestTick() {
    clock.begin();
    clock.ask();
    long before = System.nanoTime();
    clock.turn();
    assertTrue(Bridge.coarse - before >= 0, "it has a time at once");
    long first = nextTick();
    long second = nextTick();
    assertTrue(second - first >= clock.tickNanos(), "it spins");
    assertTrue(System.nanoTime() - second >= 0, "it is ahead");
    await("a lag", () -> clock.worstLagNanos() > 0);
    assertTrue(thread().isDaemon());
    assertNull(thread().getContextClassLoader());
  }

  @Test
  void itStopsWhenNobodyHasAskedForASecondAndBeginsAgain() {
    clock.begin();
    clock.ask();
    long asked = System.nanoTime();
    clock.turn();
    await(
        "the end",
        () -> {
          clock.turn();
          return Bridge.coarse == 0;
        });
    assertTrue(System.nanoTime() - asked >= 1_000 * MILLI);
    await("the end of its thread", () -> thread() == null);
    clock.ask();
    clock.turn();
    nextTick();
  }

  @Test
  void itRunsForGoodFromWhenTheApplicationBegins() {
    clock.prepare();
    clock.runForGood();
    assertNull(thread());
    clock.begin();
    Thread thread = thread();
    assertTrue(thread.isAlive());
    clock.ask();
    long begin = System.nanoTime();
    await(
        "more than a second",
        () -> {
          clock.turn();
          return System.nanoTime() - begin > 1_200 * MILLI;
        });
    assertEquals(thread, thread());
    nextTick();
  }

  @Test
  void whoeverStartsItLeavesNothingToIt() throws Exception {
    AtomicInteger inherited = new AtomicInteger();
    InheritableThreadLocal<String> ofTheApplication =
        new InheritableThreadLocal<>() {
          @Override
          protected String childValue(String parent) {
            inherited.incrementAndGet();
            return parent;
          }
        };
    clock.prepare();
    clock.begin();
    assertNull(thread());
    // It is one that is made before it is known who needs it, and again after it was used up.
    clock.ask();
    clock.turn();
    await(
        "the end",
        () -> {
          clock.turn();
          return Bridge.coarse == 0 && thread() == null;
        });
    ofTheApplication.set("its value");
    try {
      clock.runForGood();
    } finally {
      ofTheApplication.remove();
    }
    nextTick();
    assertEquals(0, inherited.get());
  }

  @Test
  void anInterruptDoesNotMakeItSpin() {
    clock.begin();
    clock.ask();
    clock.turn();
    nextTick();
    thread().interrupt();
    long first = nextTick();
    for (int i = 0; i < 3; i++) {
      nextTick();
    }
    long fourth = Bridge.coarse;
    // The interrupt itself may have cut one of them short.
    assertTrue(fourth - first >= 2 * clock.tickNanos(), () -> fourth - first + " ns");
    assertFalse(thread().isInterrupted());
  }

  @Test
  void aTickIsAHundredthOfTheSmallestThreshold() {
    assertEquals(10 * MILLI, clock.tickNanos());
    clock.judges(Long.MAX_VALUE);
    assertEquals(10 * MILLI, clock.tickNanos());
    clock.judges(500 * MILLI);
    assertEquals(5 * MILLI, clock.tickNanos());
    clock.judges(1_000 * MILLI);
    assertEquals(5 * MILLI, clock.tickNanos());
    clock.judges(CoarseClock.LEAST_THRESHOLD_NANOS);
    assertEquals(MILLI, clock.tickNanos());
  }

  @Test
  void nothingBeginsAfterTheEnd() {
    clock.prepare();
    clock.begin();
    clock.finish();
    clock.runForGood();
    assertNull(thread());
    assertEquals(0, Bridge.coarse);
    assertNotEquals(0, clock.tickNanos());
  }
}
