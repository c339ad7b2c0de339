package com.acme.plain.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

/** Fork-join pools of one thread, and the common one. */
final class ForkWays {
  /** What nobody asks must not be collected before the end. */
  private static final List<Object> KEPT = new ArrayList<>();

  private ForkWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("fork-execute", ForkWays::execute);
    ways.put("fork-submit-unasked", () -> KEPT.add(submit(ForkWays::unasked)));
    ways.put("fork-submit-goes-on", () -> ForkService.goesOn(submit(ForkWays::goneOn)));
    ways.put("fork-invoke", ForkWays::invoke);
    ways.put("parallel-stream", ForkWays::stream);
  }

  private static ForkJoinPool pool() {
    return new ForkJoinPool(1, ForkWays::worker, null, false);
  }

  private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("fork-worker");
    return thread;
  }

  private static void execute() throws InterruptedException {
    ForkJoinPool pool = pool();
    pool.execute(ForkWays::executed);
    Pools.end(pool);
  }

  private static ForkJoinTask<?> submit(Runnable code) throws InterruptedException {
    ForkJoinPool pool = pool();
    ForkJoinTask<?> task = pool.submit(code);
    Pools.end(pool);
    return task;
  }

  private static void executed() {
    throw new IllegalStateException("executed by a fork-join pool");
  }

  private static void unasked() {
    throw new ForkFailure("submitted to a fork-join pool and never asked");
  }

  private static void goneOn() {
    throw new ForkFailure("submitted to a fork-join pool and handled");
  }

  private static void invoke() throws InterruptedException {
    ForkJoinPool pool = pool();
    try {
      ForkService.invokes(pool, new Action());
    } finally {
      Pools.end(pool);
    }
  }

  private static void stream() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      numbers.add(i);
    }
    ForkService.streams(numbers);
  }

  static boolean isIn(boolean caller, CountDownLatch failed) {
    if (caller) {
      try {
        failed.await(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return true;
    }
    failed.countDown();
    throw new ForkFailure("in a parallel stream");
  }

  private static final class Action extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {
      throw new ForkFailure("in a recursive action");
    }
  }

  /** Fork-join pools give its asker a copy of an exception, of one with such constructors not. */
  private static final class ForkFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForkFailure(String message) {
      super(message);
    }
  }
}
