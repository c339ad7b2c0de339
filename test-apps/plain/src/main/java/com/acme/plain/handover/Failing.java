package com.acme.plain.handover;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tasks that fail, and units that wait for them. */
public final class Failing {
  private static final ExecutorService POOL = Executors.newFixedThreadPool(1, Ways::daemon);

  private Failing() {}

  public static void main(String[] args) throws Exception {
    Outside.start();
    Warmup.awaitAgent(new Ways().all());
    try {
      rethrown();
    } catch (ExecutionException e) {
      System.out.println(e);
    }
    caught();
  }

  static void rethrown() throws Exception {
    POOL.submit(Failing::task).get();
  }

  static void caught() throws Exception {
    try {
      POOL.submit(Failing::task).get();
    } catch (ExecutionException e) {
      System.out.println(e.getCause());
    }
  }

  static void task() {
    throw new IllegalStateException("no stock");
  }
}
