package com.acme.plain.fail;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What ends a thread, and who hears of it. */
final class ThreadWays {
  private ThreadWays() {}

  static void addTo(Map<String, Way> ways) {
    // Its class is there before anything is scheduled, as in a program that has been running.
    Executors.newScheduledThreadPool(1).shutdown();
    ways.put("thread", () -> join(new Thread(ThreadService::inThread, "worker")));
    ways.put("thread-untimed", () -> join(new Thread(ThreadWays::untimed, "worker")));
    ways.put("thread-wrapped", () -> join(new Thread(ThreadWays::wrapped, "worker")));
    ways.put("thread-handler", ThreadWays::withHandler);
    ways.put("default-handler", ThreadWays::withDefaultHandler);
    ways.put("thread-group", ThreadWays::inGroup);
    ways.put("execute", ThreadWays::execute);
    ways.put("timer", ThreadWays::timer);
    ways.put("virtual-thread", ThreadWays::fiber);
    ways.put("schedule-once", ThreadWays::scheduleOnce);
    ways.put("fixed-rate", ThreadWays::scheduleOften);
    ways.put("interrupted", ThreadWays::interrupt);
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static void untimed() {
    throw new IllegalStateException("in a thread that is not timed");
  }

  private static void wrapped() {
    try {
      ThreadService.wrapsInThread();
    } catch (IllegalStateException e) {
      throw new UnsupportedOperationException("the worker gives up", e);
    }
  }

  private static void withHandler() throws InterruptedException {
    Thread thread = new Thread(ThreadService::withHandler, "worker");
    thread.setUncaughtExceptionHandler((t, e) -> System.out.println("handler: " + e));
    join(thread);
  }

  private static void withDefaultHandler() throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println("default: " + e));
    try {
      join(new Thread(ThreadService::withDefaultHandler, "worker"));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
  }

  private static void inGroup() throws InterruptedException {
    ThreadGroup group =
        new ThreadGroup("workers") {
          @Override
          public void uncaughtException(Thread t, Throwable e) {
            System.out.println("group: " + e);
          }
        };
    join(new Thread(group, ThreadService::inGroup, "worker"));
  }

  private static void execute() throws InterruptedException {
    ExecutorService pool = Pools.one();
    pool.execute(ThreadService::executed);
    Pools.end(pool);
  }

  private static void timer() throws InterruptedException {
    Thread[] clock = new Thread[1];
    CountDownLatch begun = new CountDownLatch(1);
    new Timer("clock")
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                clock[0] = Thread.currentThread();
                begun.countDown();
                ThreadService.timerTask();
              }
            },
            1);
    begun.await();
    clock[0].join();
  }

  /** Virtual threads are there since Java 21. */
  private static void fiber() throws Exception {
    Method ofVirtual;
    try {
      ofVirtual = Thread.class.getMethod("ofVirtual");
    } catch (NoSuchMethodException e) {
      return;
    }
    Object builder = ofVirtual.invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    builder = type.getMethod("name", String.class).invoke(builder, "fiber");
    Runnable code = ThreadService::inFiber;
    ((Thread) type.getMethod("start", Runnable.class).invoke(builder, code)).join();
  }

  private static void scheduleOnce() throws InterruptedException {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, Pools::thread);
    scheduler.schedule(ThreadService::scheduledOnce, 10, TimeUnit.MILLISECONDS);
    Pools.end(scheduler);
  }

  private static void scheduleOften() throws InterruptedException {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, Pools::thread);
    CountDownLatch second = new CountDownLatch(2);
    scheduler.scheduleAtFixedRate(
        () -> {
          second.countDown();
          if (second.getCount() == 0) {
            ThreadService.scheduledOften();
          }
        },
        10,
        10,
        TimeUnit.MILLISECONDS);
    second.await();
    Pools.end(scheduler);
  }

  /** To be asked to stop is no failure. */
  private static void interrupt() throws InterruptedException {
    Thread thread = new Thread(ThreadService::sleeps, "sleeper");
    thread.start();
    thread.interrupt();
    thread.join();
  }
}
