package io.weftline.e2e;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs several things at a time that mostly wait: JVMs under a light load. Used by one thread. */
final class Together {
  private Together() {}

  /**
   * Does the work for each item, so many at a time, and returns the results in order. Waits for all
   * of them whatever happens, then fails with what all failures say.
   */
  static <T, R> List<R> each(int atATime, List<T> items, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        Callable<R> task = () -> work.apply(item);
        futures.add(threads.submit(task));
      }
      List<R> results = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        try {
          results.add(futures.get(i).get());
        } catch (ExecutionException e) {
          failures.add(new AssertionError(items.get(i) + ": " + e.getCause(), e.getCause()));
        }
      }
      if (!failures.isEmpty()) {
        AssertionError failure =
            new AssertionError(
                failures.size()
                    + " of "
                    + items.size()
                    + " failed:\n"
                    + failures.stream().map(Throwable::getMessage).collect(joining("\n")));
        failures.forEach(failure::addSuppressed);
        throw failure;
      }
      return results;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
