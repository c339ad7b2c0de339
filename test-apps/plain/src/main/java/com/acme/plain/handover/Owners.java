package com.acme.plain.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Says what an application sees of its own tasks, and of what they throw. */
public final class Owners {
  private final List<String> seen = new ArrayList<>();

  private Owners() {}

  public static void main(String[] args) throws Exception {
    Outside.start();
    Warmup.awaitAgent(new Ways().all());
    Owners owners = new Owners();
    owners.unit();
    for (String line : owners.seen) {
      System.out.println(line);
    }
  }

  void unit() throws Exception {
    queue();
    refusal();
    order();
    hooks();
    failures();
    interruption();
  }

  private void says(String what, Object value) {
    seen.add(what + ": " + value);
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, queue, Ways::daemon);
  }

  /** Keeps the only worker busy until the latch is counted down. */
  private static void occupy(ThreadPoolExecutor pool, CountDownLatch until) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(
        () -> {
          begun.countDown();
          try {
            until.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    begun.await();
  }

  private void queue() throws Exception {
    ThreadPoolExecutor pool = pool(new LinkedBlockingQueue<>());
    CountDownLatch until = new CountDownLatch(1);
    occupy(pool, until);
    Runnable lambda = () -> until.countDown();
    Runnable other = () -> until.countDown();
    Ways.Named named = new Ways.Named(lambda);
    pool.execute(lambda);
    pool.execute(named);
    says("named is in the queue", pool.getQueue().contains(named));
    says("named can be cast", ((Ways.Named) pool.getQueue().toArray()[1]) == named);
    says("removes another", pool.remove(other));
    says("removes lambda", pool.remove(lambda));
    says("again", pool.remove(lambda));
    says("removes named", pool.remove(named));
    says("left", pool.getQueue().size());
    pool.execute(named);
    pool.execute(lambda);
    Future<?> future = pool.submit(other);
    List<Runnable> undone = pool.shutdownNow();
    says("undone", undone.size());
    says("named is undone", undone.get(0) == named);
    says("lambda is undone", undone.get(1) == lambda);
    says("future is undone", undone.get(2) == future);
  }

  private void refusal() throws Exception {
    List<Runnable> refused = new ArrayList<>();
    ThreadPoolExecutor pool = pool(new ArrayBlockingQueue<>(1));
    pool.setRejectedExecutionHandler((task, by) -> refused.add(task));
    CountDownLatch until = new CountDownLatch(1);
    occupy(pool, until);
    Runnable lambda = () -> {};
    Ways.Named named = new Ways.Named(lambda);
    pool.execute(lambda);
    pool.execute(lambda);
    pool.execute(named);
    says("refused", refused.size());
    says("lambda is refused", refused.get(0) == lambda);
    says("named is refused", refused.get(1) == named);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    Thread[] runner = new Thread[1];
    pool.execute(() -> runner[0] = Thread.currentThread());
    says("the caller runs", runner[0] == Thread.currentThread());
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    try {
      pool.execute(lambda);
    } catch (RuntimeException e) {
      says("aborts", e.getClass().getName());
    }
    until.countDown();
    pool.shutdown();
    says("ended", pool.awaitTermination(10, TimeUnit.SECONDS));
  }

  private void order() throws Exception {
    List<Integer> order = new CopyOnWriteArrayList<>();
    ThreadPoolExecutor pool = pool(new PriorityBlockingQueue<>());
    CountDownLatch until = new CountDownLatch(1);
    occupy(pool, until);
    for (int i : new int[] {3, 1, 2}) {
      pool.execute(new Ranked(i, order));
    }
    until.countDown();
    pool.shutdown();
    says("ended", pool.awaitTermination(10, TimeUnit.SECONDS));
    says("order", order);
  }

  private void hooks() throws Exception {
    List<Runnable> before = new CopyOnWriteArrayList<>();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            before.add(task);
          }
        };
    Runnable lambda = () -> {};
    Ways.Named named = new Ways.Named(lambda);
    pool.execute(named);
    pool.execute(lambda);
    pool.shutdown();
    says("ended", pool.awaitTermination(10, TimeUnit.SECONDS));
    says("hook sees named", before.get(0) == named);
    says("hook sees lambda", before.get(1).equals(lambda));
    says("with its hash", before.get(1).hashCode() == lambda.hashCode());
    says("with its name", before.get(1).toString().equals(lambda.toString()));
  }

  private void failures() throws Exception {
    IllegalStateException thrown = new IllegalStateException("expected");
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    CountDownLatch told = new CountDownLatch(2);
    ThreadPoolExecutor pool = pool(new LinkedBlockingQueue<>());
    pool.setThreadFactory(
        task -> {
          Thread thread = Ways.daemon(task);
          thread.setUncaughtExceptionHandler(
              (by, what) -> {
                uncaught.add(what);
                told.countDown();
              });
          return thread;
        });
    Callable<Object> fails =
        () -> {
          throw thrown;
        };
    try {
      pool.submit(fails).get();
    } catch (ExecutionException e) {
      says("future has it", e.getCause() == thrown);
    }
    Runnable throwing =
        () -> {
          throw thrown;
        };
    try {
      CompletableFuture.runAsync(throwing, pool).thenRun(() -> {}).join();
    } catch (CompletionException e) {
      says("stage has it", e.getCause() == thrown);
    }
    pool.execute(throwing);
    pool.execute(new Ways.Named(throwing));
    told.await(10, TimeUnit.SECONDS);
    for (Throwable each : uncaught) {
      says("nobody catches it", each == thrown);
    }
    pool.shutdown();
    RecursiveAction action =
        new RecursiveAction() {
          private static final long serialVersionUID = 1;

          @Override
          protected void compute() {
            throw thrown;
          }
        };
    try {
      ForkJoinPool.commonPool().submit(action).join();
    } catch (IllegalStateException e) {
      says("fork has it", e.getClass().getName());
    }
  }

  private void interruption() throws Exception {
    ThreadPoolExecutor pool = pool(new LinkedBlockingQueue<>());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Future<?> future =
        pool.submit(
            () -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    begun.await();
    says("cancels", future.cancel(true));
    says("interrupted", interrupted.await(10, TimeUnit.SECONDS));
    says("is cancelled", future.isCancelled());
    pool.shutdown();
  }

  /** A task that a queue puts in its place. */
  private static final class Ranked implements Runnable, Comparable<Ranked> {
    private final int rank;
    private final List<Integer> order;

    Ranked(int rank, List<Integer> order) {
      this.rank = rank;
      this.order = order;
    }

    @Override
    public void run() {
      order.add(rank);
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }
  }
}
