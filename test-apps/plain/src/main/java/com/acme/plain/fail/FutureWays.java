package com.acme.plain.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Tasks that fail, and who asks their futures. */
final class FutureWays {
  /** What nobody asks must not be collected before the end. */
  private static final List<Object> KEPT = new ArrayList<>();

  private FutureWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("submit-unasked", () -> KEPT.add(submit(FutureWays::unasked)));
    ways.put("submit-unasked-timed", () -> KEPT.add(submit(FutureService::unasked)));
    ways.put("submit-asked-outside", () -> submit(FutureWays::askedOutside).get());
    ways.put("submit-asked-outside-timed", () -> submit(FutureService::askedOutside).get());
    ways.put("submit-goes-on", () -> FutureService.goesOn(submit(FutureWays::goneOn)));
    ways.put(
        "submit-goes-on-timed", () -> FutureService.goesOn(submit(FutureService::askedWithin)));
    ways.put("submit-leaves", () -> FutureService.leaves(submit(FutureWays::left)));
    ways.put("submit-unwrapped", () -> FutureService.unwraps(submit(FutureWays::unwrapped)));
    ways.put("submit-cancelled", FutureWays::cancel);
    ways.put("invoke-all-unasked", FutureWays::invokeAllUnasked);
    ways.put("invoke-all-asked", FutureWays::invokeAllAsked);
    ways.put("completion-service", FutureWays::completionService);
  }

  static Future<String> submit(Callable<String> task) throws InterruptedException {
    ExecutorService pool = Pools.one();
    Future<String> future = pool.submit(task);
    Pools.end(pool);
    return future;
  }

  private static String unasked() {
    throw new IllegalStateException("a task that nobody asks");
  }

  private static String askedOutside() {
    throw new IllegalStateException("a task that is asked outside of any call");
  }

  private static String goneOn() {
    throw new IllegalStateException("a task whose failure is handled");
  }

  private static String left() {
    throw new IllegalStateException("a task whose failure leaves its asker");
  }

  private static String unwrapped() {
    throw new IllegalStateException("a task whose failure is unwrapped");
  }

  private static String inUnaskedList() {
    throw new IllegalStateException("one of a list that nobody asks");
  }

  private static String inAskedList() {
    throw new IllegalStateException("one of a list that is asked");
  }

  private static String completed() {
    throw new IllegalStateException("taken from a completion service");
  }

  private static void invokeAllUnasked() throws InterruptedException {
    ExecutorService pool = Pools.one();
    List<Callable<String>> tasks = Arrays.asList(() -> "one", FutureWays::inUnaskedList);
    KEPT.add(pool.invokeAll(tasks));
    Pools.end(pool);
  }

  private static void invokeAllAsked() throws InterruptedException {
    ExecutorService pool = Pools.one();
    List<Callable<String>> tasks = Arrays.asList(() -> "one", FutureWays::inAskedList);
    for (Future<String> future : pool.invokeAll(tasks)) {
      System.out.println(FutureService.goesOn(future));
    }
    Pools.end(pool);
  }

  private static void completionService() throws Exception {
    ExecutorService pool = Pools.one();
    ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
    service.submit(FutureWays::completed);
    Future<String> future = service.take();
    Pools.end(pool);
    FutureService.leaves(future);
  }

  /** The task ends with an exception that nobody wants any more. */
  private static void cancel() throws Exception {
    ExecutorService pool = Pools.one();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<String> seen = new AtomicReference<>("nothing");
    Future<String> future =
        pool.submit(
            () -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                seen.set("interrupted");
                throw e;
              }
              return "slept";
            });
    begun.await();
    future.cancel(true);
    try {
      future.get();
    } catch (CancellationException | ExecutionException e) {
      System.out.println(e.getClass().getSimpleName());
    }
    Pools.end(pool);
    System.out.println(seen.get());
  }
}
