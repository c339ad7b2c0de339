package com.acme.plain.fail;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Pools of one thread. */
final class Pools {
  private Pools() {}

  static ExecutorService one() {
    return Executors.newSingleThreadExecutor(Pools::thread);
  }

  static Thread thread(Runnable code) {
    return new Thread(code, "pool-worker");
  }

  static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    pool.awaitTermination(30, TimeUnit.SECONDS);
  }
}
