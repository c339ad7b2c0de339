package io.weftline.bootstrap;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** What the tests of the bridge begin with. */
final class Fixtures {
  private static final int TURNS = 1_000;

  private Fixtures() {}

  /** A method that is slow and written from so many nanoseconds on. */
  static Operation method(String name, long slowNanos) {
    Operation method = new Operation(name, name, Operation.METHOD, null, new Series());
    method.thresholds(slowNanos, slowNanos, false);
    return method;
  }

  /** A method that is never slow. */
  static Operation method(String name) {
    return method(name, Long.MAX_VALUE);
  }

  /** What an action returns on a thread that has ended when it does. */
  static <T> T onOtherThread(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task);
    thread.start();
    T result = task.get();
    thread.join();
    return result;
  }

  /** What a thousand turns allocate on this thread, the least of several times, in bytes. */
  static long bytesOfThousand(Runnable turn) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TURNS; i++) {
        turn.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
