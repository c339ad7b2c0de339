package com.acme.plain.fail;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;

/** Who asks a fork-join pool. */
final class ForkService {
  private ForkService() {}

  static String goesOn(Future<?> future) throws InterruptedException {
    try {
      return "" + future.get();
    } catch (ExecutionException e) {
      return "instead";
    }
  }

  static void invokes(ForkJoinPool pool, RecursiveAction action) {
    pool.invoke(action);
  }

  /** Fails on another thread than the caller's, which waits for that. */
  static long streams(Collection<Integer> numbers) {
    Thread caller = Thread.currentThread();
    CountDownLatch failed = new CountDownLatch(1);
    return numbers.parallelStream()
        .filter(each -> ForkWays.isIn(Thread.currentThread() == caller, failed))
        .count();
  }
}
