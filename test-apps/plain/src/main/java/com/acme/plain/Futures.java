package com.acme.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tasks that fail in every kind of executor. What they fail with says whether somebody is going to
 * ask.
 */
public final class Futures {
  private static final List<Object> KEPT = Collections.synchronizedList(new ArrayList<>());

  private final ExecutorService pool;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /** What it is given to execute fails after that is told: nobody can wait for it but so. */
  private final CountDownLatch handled = new CountDownLatch(1);

  private final ForkJoinPool fork =
      new ForkJoinPool(
          2,
          ForkJoinPool.defaultForkJoinWorkerThreadFactory,
          (thread, thrown) -> {
            System.out.println("handler: " + thrown.getMessage());
            handled.countDown();
          },
          true);

  private Futures(ExecutorService pool) {
    this.pool = pool;
  }

  /**
   * Runs all of it.
   *
   * @param args how long to wait before, in milliseconds, since an agent may need a moment; and
   *     afterwards; {@code virtual} for threads of that kind
   */
  public static void main(String[] args) throws Exception {
    Thread.sleep(Integer.parseInt(args[0]));
    Futures futures =
        new Futures(
            args.length > 2
                ? (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
                : Executors.newFixedThreadPool(2));
    futures.tasks();
    futures.stages();
    futures.forks();
    Thread.sleep(Integer.parseInt(args[1]));
    futures.end();
    System.out.println("kept " + KEPT.size());
  }

  private void end() throws InterruptedException {
    for (ExecutorService each : new ExecutorService[] {pool, timer, fork}) {
      each.shutdown();
      System.out.println(each.awaitTermination(10, TimeUnit.SECONDS));
    }
  }

  private static <T> T fail(String how) {
    throw new IllegalStateException(how);
  }

  private static Callable<String> task(String how) {
    return () -> fail(how);
  }

  private static Supplier<String> supply(String how) {
    return () -> fail(how);
  }

  private static void ask(Callable<?> asked) {
    try {
      System.out.println("result " + asked.call());
    } catch (Exception e) {
      Throwable cause = e.getCause();
      System.out.println(e.getClass().getSimpleName() + (cause == null ? "" : ": " + cause));
    }
  }

  private void tasks() throws Exception {
    KEPT.add(pool.submit(task("unasked submit")));
    Future<?> tested = pool.submit(task("unasked isDone"));
    while (!tested.isDone()) {
      Thread.sleep(1);
    }
    KEPT.add(tested);
    // Nobody has it any more.
    pool.submit(task("unasked dropped"));
    Future<?> asked = pool.submit(task("asked get"));
    ask(asked::get);
    ask(asked::get);
    Future<?> timed = pool.submit(task("asked timed get"));
    ask(() -> timed.get(10, TimeUnit.SECONDS));
    List<Callable<String>> both = new ArrayList<>();
    both.add(task("asked invokeAll 1"));
    both.add(task("asked invokeAll 2"));
    for (Future<String> each : pool.invokeAll(both)) {
      ask(each::get);
    }
    List<Callable<String>> neither = new ArrayList<>();
    neither.add(task("unasked invokeAll 1"));
    neither.add(
        () -> {
          Thread.sleep(50);
          return fail("unasked invokeAll 2");
        });
    KEPT.add(pool.invokeAll(neither));
    CompletionService<String> completion = new ExecutorCompletionService<>(pool);
    completion.submit(task("asked completion"));
    ask(() -> completion.take().get());
    completion.submit(task("unasked completion"));
    KEPT.add(completion.take());
    Future<?> once = timer.schedule(task("asked schedule"), 1, TimeUnit.MILLISECONDS);
    ask(once::get);
    KEPT.add(timer.schedule(task("unasked schedule"), 1, TimeUnit.MILLISECONDS));
    KEPT.add(
        timer.scheduleAtFixedRate(() -> fail("unasked periodic"), 1, 1_000, TimeUnit.MILLISECONDS));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Future<?> cancelled =
        pool.submit(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                ended.countDown();
              }
              return fail("cancelled submit");
            });
    begun.await();
    System.out.println(cancelled.cancel(true));
    ended.await();
    ask(cancelled::get);
  }

  private void stages() throws Exception {
    KEPT.add(CompletableFuture.supplyAsync(supply("unasked supplyAsync"), pool));
    CompletableFuture.runAsync(() -> fail("unasked runAsync"), pool);
    CompletableFuture<String> joined = CompletableFuture.supplyAsync(supply("asked join"), pool);
    ask(joined::join);
    ask(joined::get);
    ask(() -> joined.getNow(""));
    CompletableFuture<String> tested =
        CompletableFuture.supplyAsync(supply("unasked isCompletedExceptionally"), pool);
    while (!tested.isCompletedExceptionally()) {
      Thread.sleep(1);
    }
    KEPT.add(tested);
    ask(
        CompletableFuture.supplyAsync(supply("asked handle"), pool)
                .handle((done, thrown) -> "handle " + thrown)
            ::join);
    ask(
        CompletableFuture.supplyAsync(supply("asked handleAsync"), pool)
                .handleAsync((done, thrown) -> "handleAsync " + thrown, pool)
            ::join);
    ask(
        CompletableFuture.supplyAsync(supply("asked exceptionally"), pool)
                .exceptionally(thrown -> "exceptionally " + thrown)
            ::join);
    CountDownLatch seen = new CountDownLatch(1);
    KEPT.add(
        CompletableFuture.supplyAsync(supply("asked whenComplete"), pool)
            .whenComplete((done, thrown) -> seen.countDown()));
    seen.await();
    // Before and after it has failed.
    CountDownLatch go = new CountDownLatch(1);
    KEPT.add(
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return fail("unasked chain");
                },
                pool)
            .thenApply(each -> each + "!")
            .thenCompose(CompletableFuture::completedFuture)
            .thenAccept(System.out::println));
    go.countDown();
    KEPT.add(CompletableFuture.completedFuture("").thenApply(each -> fail("unasked function")));
    KEPT.add(
        CompletableFuture.completedFuture("")
            .thenCombine(
                CompletableFuture.supplyAsync(supply("unasked combined"), pool),
                (one, other) -> one + other)
            .thenApplyAsync(each -> each, pool));
    ask(
        CompletableFuture.allOf(
                CompletableFuture.supplyAsync(supply("asked allOf"), pool),
                CompletableFuture.completedFuture(""))
            ::join);
    ask(CompletableFuture.anyOf(CompletableFuture.supplyAsync(supply("asked anyOf"), pool))::join);
    KEPT.add(
        CompletableFuture.allOf(
            CompletableFuture.supplyAsync(supply("unasked allOf"), pool),
            CompletableFuture.completedFuture("")));
    ask(
        CompletableFuture.supplyAsync(() -> "", pool)
                .whenComplete((done, thrown) -> fail("asked failed whenComplete"))
            ::join);
    KEPT.add(
        CompletableFuture.supplyAsync(() -> "", pool)
            .whenComplete((done, thrown) -> fail("unasked failed whenComplete")));
    CompletableFuture<String> completed = new CompletableFuture<>();
    completed.completeExceptionally(new IllegalStateException("not a task's"));
    KEPT.add(completed.thenApply(each -> each));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<String> cancelled =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return fail("cancelled supplyAsync");
            },
            pool);
    begun.await();
    System.out.println(cancelled.cancel(true));
    over.countDown();
    ask(cancelled::join);
  }

  private void forks() throws Exception {
    KEPT.add(fork.submit(task("unasked fork submit")));
    KEPT.add(fork.submit((Runnable) () -> fail("unasked fork submit of a Runnable")));
    Future<?> asked = fork.submit(task("asked fork get"));
    ask(asked::get);
    ask(() -> fork.submit((Runnable) () -> fail("asked fork join")).join());
    ask(() -> fork.invoke(java.util.concurrent.ForkJoinTask.adapt(task("asked fork invoke"))));
    fork.execute(() -> fail("uncaught fork execute"));
    handled.await();
  }
}
