package io.weftline.agent.instrument.future;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.instrument.future.KeptFailures.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class KeptFailuresTest {
  private static final Throwable THROWN = new IllegalStateException();

  private final KeptFailures kept = new KeptFailures();

  @Test
  void theFirstWhoAsksFindsItAndNobodyElse() {
    Object key = new Object();
    kept.put(key, THROWN, "one", 0);

    assertTrue(kept.has(key));
    Kept taken = kept.take(key);
    assertEquals("one", taken.handle);
    assertSame(THROWN, taken.thrown.get());
    assertFalse(kept.has(key));
    assertNull(kept.take(key));
    assertNull(kept.takeDue(Long.MAX_VALUE / 2, 0));
    assertEquals(0, kept.size());
  }

  @Test
  void keysAreKnownByIdentity() {
    String key = new String("key");
    kept.put(key, THROWN, "one", 0);

    assertNull(kept.take(new String("key")));
    assertNotNull(kept.take(key));
  }

  @Test
  void whatIsOldEnoughIsDueOnce() {
    Object key = new Object();
    kept.put(key, THROWN, "one", 100);

    assertNull(kept.takeDue(109, 10));
    assertEquals("one", kept.takeDue(110, 10).handle);
    assertNull(kept.takeDue(110, 10));
    assertNull(kept.take(key));
  }

  @Test
  void whatNobodyCanAskForIsDueAtOnce() throws InterruptedException {
    kept.put(new Object(), THROWN, "one", 0);

    Kept due = null;
    for (int i = 0; due == null && i < 100; i++) {
      System.gc();
      due = kept.takeDue(0, Long.MAX_VALUE);
      Thread.sleep(due == null ? 10 : 0);
    }
    assertNotNull(due);
    assertEquals("one", due.handle);
  }

  @Test
  void oneTooManyGivesTheOldest() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < KeptFailures.MAX; i++) {
      keys.add(new Object());
      assertNull(kept.put(keys.get(i), THROWN, i, i));
    }
    // Not the oldest any more.
    kept.take(keys.get(0));
    keys.add(new Object());
    assertNull(kept.put(keys.get(KeptFailures.MAX), THROWN, KeptFailures.MAX, 0));
    for (int i = 1; i <= 10; i++) {
      Object key = new Object();
      keys.add(key);
      assertEquals(i, kept.put(key, THROWN, -i, 0).handle);
    }
    assertEquals(KeptFailures.MAX, kept.size());
    assertNull(kept.take(keys.get(10)));
    assertEquals(11, kept.take(keys.get(11)).handle);
  }

  @Test
  void aFailureIsFoundByItsThrowable() {
    Throwable other = new IllegalStateException();
    Object key = new Object();
    kept.put(key, other, "one", 0);

    assertNull(kept.takeThrown(THROWN));
    assertEquals("one", kept.takeThrown(other).handle);
    assertNull(kept.take(key));
  }

  /** Tasks, those who ask twice, and the sweep: each failure is told once, whoever wins. */
  @Test
  void ofThreadsThatRaceOneWins() throws Exception {
    int rounds = 40;
    int each = 2_000;
    int workers = 3;
    AtomicIntegerArray told = new AtomicIntegerArray(rounds * each);
    AtomicInteger made = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    for (int round = 0; round < rounds; round++) {
      int first = round * each;
      Object[] keys = new Object[each];
      for (int i = 0; i < each; i++) {
        keys[i] = new Object();
      }
      CyclicBarrier begin = new CyclicBarrier(workers);
      List<Future<?>> all = new ArrayList<>();
      all.add(
          threads.submit(
              () -> {
                begin.await();
                for (int i = 0; i < each; i++) {
                  made.getAndIncrement();
                  count(told, kept.put(keys[i], THROWN, first + i, i));
                }
                return null;
              }));
      all.add(
          threads.submit(
              () -> {
                begin.await();
                for (int i = 0; i < each; i++) {
                  count(told, kept.take(keys[i]));
                  count(told, kept.take(keys[each - 1 - i]));
                }
                return null;
              }));
      all.add(
          threads.submit(
              () -> {
                begin.await();
                for (int i = 0; i < 50; i++) {
                  count(told, kept.takeDue(i * 40, 0));
                }
                return null;
              }));
      for (Future<?> task : all) {
        task.get();
      }
      for (Kept due = kept.takeDue(0, Long.MIN_VALUE);
          due != null;
          due = kept.takeDue(0, Long.MIN_VALUE)) {
        count(told, due);
      }
    }
    threads.shutdown();
    assertEquals(rounds * each, made.get());
    for (int i = 0; i < told.length(); i++) {
      assertEquals(1, told.get(i), "of number " + i);
    }
    assertEquals(0, kept.size());
  }

  private static void count(AtomicIntegerArray told, Kept taken) {
    if (taken != null) {
      told.getAndIncrement((Integer) taken.handle);
    }
  }
}
