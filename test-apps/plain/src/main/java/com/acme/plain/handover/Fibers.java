package com.acme.plain.handover;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A great many virtual threads that work for units and park: {@code Fibers <units> <threads of
 * each>}. Says whether anything of them is left.
 */
public final class Fibers {
  /** Of contexts that are borrowed so many are kept. */
  private static final int KEPT = 64;

  private final Queue<WeakReference<Object>> units = new ConcurrentLinkedQueue<>();
  private final Queue<WeakReference<Object>> contexts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger followed = new AtomicInteger();
  private final ExecutorService executor = Ways.executor("newVirtualThreadPerTaskExecutor", null);

  private Fibers() {}

  public static void main(String[] args) throws Exception {
    Outside.start();
    Warmup.awaitAgent(new Ways().all());
    Fibers fibers = new Fibers();
    int units = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    for (int i = 0; i < units; i++) {
      fibers.unit(threads);
    }
    int expected = Seen.isThere() ? units * threads : 0;
    System.out.println("followed as expected: " + (fibers.followed.get() == expected));
    System.out.println("units gone: " + (left(fibers.units, 0) == 0));
    System.out.println("contexts gone: " + (left(fibers.contexts, KEPT) <= KEPT));
  }

  void unit(int threads) throws InterruptedException {
    Object unit = Seen.unit();
    units.add(new WeakReference<>(unit));
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int number = i;
      executor.execute(() -> work(unit, number, done));
    }
    done.await();
  }

  private void work(Object unit, int number, CountDownLatch done) {
    Sleep.millis(1);
    if (unit != null && Seen.unit() == unit) {
      followed.incrementAndGet();
    }
    if (number % 100 == 0) {
      contexts.add(new WeakReference<>(Seen.context()));
    }
    done.countDown();
  }

  /** How many different ones are there still, once that is few enough or has taken too long. */
  private static int left(Queue<WeakReference<Object>> references, int few) {
    int left = 0;
    for (int i = 0; i < 100; i++) {
      System.gc();
      List<Object> there = new ArrayList<>();
      for (WeakReference<Object> each : references) {
        Object object = each.get();
        boolean known = object == null;
        for (Object other : there) {
          known |= other == object;
        }
        if (!known) {
          there.add(object);
        }
      }
      left = there.size();
      if (left <= few) {
        return left;
      }
      there.clear();
      Sleep.millis(50);
    }
    return left;
  }
}
