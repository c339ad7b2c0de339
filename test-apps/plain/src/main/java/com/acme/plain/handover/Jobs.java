package com.acme.plain.handover;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Schedules jobs in every way, from nowhere and from within a unit. */
public final class Jobs {
  private static final ScheduledExecutorService TIMER =
      Executors.newScheduledThreadPool(2, Ways::daemon);

  private Jobs() {}

  public static void main(String[] args) throws Exception {
    Handovers.connect();
    Outside.start();
    Warmup.awaitAgent(new Ways().all());
    periodic(new Cleanup(3));
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledFuture<?> lambda =
        TIMER.scheduleWithFixedDelay(
            () -> {
              Handovers.query("lambda");
              twice.countDown();
            },
            1,
            1,
            TimeUnit.MILLISECONDS);
    Handovers.await(twice);
    lambda.cancel(false);
    System.out.println(failure(TIMER.schedule(new Import(), 1, TimeUnit.MILLISECONDS)));
    System.out.println(
        failure(TIMER.scheduleAtFixedRate(new Broken(), 1, 1, TimeUnit.MILLISECONDS)));
    Restarting restarting = new Restarting();
    TIMER.schedule(restarting, 1, TimeUnit.MILLISECONDS);
    Handovers.await(restarting.left);
    unit();
    TIMER.shutdown();
    System.out.println(TIMER.awaitTermination(10, TimeUnit.SECONDS));
  }

  /** Schedules for itself, and something that goes on without it. */
  static void unit() throws Exception {
    Handovers.query("unit");
    TIMER.schedule(() -> Handovers.query("once"), 1, TimeUnit.MILLISECONDS).get();
    nested();
    periodic(new Refresh());
  }

  /** An entry method that is called within another. */
  static void nested() {
    Handovers.query("nested");
  }

  private static void periodic(Counted task) throws Exception {
    ScheduledFuture<?> future = TIMER.scheduleAtFixedRate(task, 1, 1, TimeUnit.MILLISECONDS);
    Handovers.await(task.left);
    future.cancel(false);
  }

  private static String failure(Future<?> future) throws InterruptedException {
    try {
      return String.valueOf(future.get());
    } catch (ExecutionException e) {
      return e.getCause().toString();
    }
  }

  /** Runs so many times that count. */
  abstract static class Counted implements Runnable {
    final CountDownLatch left;

    Counted(int times) {
      left = new CountDownLatch(times);
    }
  }

  /** Slow the first time. */
  static final class Cleanup extends Counted {
    Cleanup(int times) {
      super(times);
    }

    @Override
    public void run() {
      if (left.getCount() > 0) {
        Handovers.query(left.getCount() == 3 ? "cleanup /* pause=300 */" : "cleanup");
        left.countDown();
      }
    }
  }

  /** What a unit starts and does not end. */
  static final class Refresh extends Counted {
    Refresh() {
      super(2);
    }

    @Override
    public void run() {
      Handovers.query("refresh");
      left.countDown();
    }
  }

  /** Schedules itself anew. */
  static final class Restarting extends Counted {
    Restarting() {
      super(3);
    }

    @Override
    public void run() {
      Handovers.query("restarting");
      left.countDown();
      if (left.getCount() > 0) {
        TIMER.schedule(this, 1, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Fails. */
  static final class Import implements Callable<String> {
    @Override
    public String call() {
      throw new IllegalStateException("no file");
    }
  }

  /** Fails, and is not run again. */
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalArgumentException("broken");
    }
  }
}
