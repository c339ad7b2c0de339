package com.acme.plain.handover;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Every way that a JDK from 8 on has, by name. */
final class Ways {
  private final Map<String, Way> all = new LinkedHashMap<>();
  private final ExecutorService pool = Executors.newFixedThreadPool(2, Ways::daemon);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, Ways::daemon);
  private final ForkJoinPool forks = new ForkJoinPool(2);
  private final ExecutorService stealing = Executors.newWorkStealingPool(2);
  private final ExecutorService own = new OwnPool();
  private final ExecutorService ordered =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), Ways::daemon);

  Ways() {
    pools();
    futures();
    forkJoin();
    threads();
  }

  Map<String, Way> all() {
    return all;
  }

  /** Whether that is a job where nobody has asked for it. */
  static boolean isJob(String name) {
    return name.startsWith("schedule") || name.startsWith("timer");
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private void pools() {
    all.put("submitrunnable", work -> pool.submit(work).get());
    all.put("submitcallable", work -> pool.submit(callable(work)).get());
    all.put("executelambda", work -> pool.execute(() -> work.run()));
    all.put("executenamed", work -> pool.execute(new Named(work)));
    all.put(
        "executeanonymous",
        work ->
            pool.execute(
                new Runnable() {
                  @Override
                  public void run() {
                    work.run();
                  }
                }));
    all.put("orderednamed", work -> ordered.execute(new Named(work)));
    all.put("ownexecutelambda", work -> own.execute(() -> work.run()));
    all.put("ownsubmit", work -> own.submit(work).get());
    all.put("invokeall", work -> pool.invokeAll(Collections.singleton(callable(work))));
    all.put("invokeany", work -> pool.invokeAny(Collections.singleton(callable(work))));
    all.put(
        "completionservice",
        work -> new ExecutorCompletionService<>(pool).submit(callable(work)).get());
    all.put("schedulerunnable", work -> timer.schedule(work, 1, TimeUnit.MILLISECONDS).get());
    all.put(
        "schedulecallable", work -> timer.schedule(callable(work), 1, TimeUnit.MILLISECONDS).get());
    all.put("timerexecute", work -> timer.execute(new Named(work)));
    all.put("timersubmit", work -> timer.submit(work).get());
    all.put(
        "futuretask",
        work -> {
          FutureTask<Object> task = new FutureTask<>(callable(work));
          daemon(task).start();
          task.get();
        });
  }

  private void futures() {
    all.put("supplyasync", work -> CompletableFuture.supplyAsync(() -> done(work)).get());
    all.put("runasync", work -> CompletableFuture.runAsync(work, pool).get());
    stage("thenapply", (future, work) -> future.thenApply(value -> done(work)));
    stage("thenapplyasync", (future, work) -> future.thenApplyAsync(value -> done(work), pool));
    stage("thenaccept", (future, work) -> future.thenAccept(value -> work.run()));
    stage("thenrun", (future, work) -> future.thenRun(work));
    stage("whencomplete", (future, work) -> future.whenComplete((value, thrown) -> work.run()));
    stage("handle", (future, work) -> future.handle((value, thrown) -> done(work)));
    stage("handleasync", (future, work) -> future.handleAsync((value, thrown) -> done(work)));
    stage(
        "thencompose",
        (future, work) ->
            future.thenCompose(value -> CompletableFuture.completedFuture(done(work))));
    stage("thencombine", (future, work) -> future.thenCombine(future, (one, other) -> done(work)));
    stage(
        "thenacceptboth",
        (future, work) -> future.thenAcceptBoth(future, (one, other) -> work.run()));
    stage("runafterboth", (future, work) -> future.runAfterBoth(future, work));
    stage("applytoeither", (future, work) -> future.applyToEither(future, value -> done(work)));
    stage("accepteither", (future, work) -> future.acceptEither(future, value -> work.run()));
    stage("runaftereither", (future, work) -> future.runAfterEither(future, work));
    stage(
        "exceptionally",
        (future, work) ->
            future
                .thenRun(
                    () -> {
                      throw new IllegalStateException("expected");
                    })
                .exceptionally(
                    thrown -> {
                      work.run();
                      return null;
                    }));
  }

  /** What happens when a thread that works for nobody completes a future. */
  private void stage(String name, Stage stage) {
    all.put(
        name,
        work -> {
          CompletableFuture<Object> future = new CompletableFuture<>();
          CompletableFuture<?> then = stage.of(future, work);
          Outside.complete(future);
          then.get();
        });
  }

  private void forkJoin() {
    all.put("forkexecute", work -> forks.execute(work));
    all.put("forkexecutenamed", work -> forks.execute(new Named(work)));
    all.put("forksubmit", work -> forks.submit(work).get());
    all.put("forkcallable", work -> forks.submit(callable(work)).get());
    all.put("forkinvoke", work -> forks.invoke(new Action(work)));
    all.put("forktask", work -> forks.submit(new Action(work)).get());
    all.put("forkfork", work -> new Action(work).fork().get());
    all.put("workstealing", work -> stealing.submit(callable(work)).get());
    all.put(
        "parallelstream",
        work -> {
          Thread caller = Thread.currentThread();
          Consumer<Integer> elsewhere =
              i -> {
                if (Thread.currentThread() == caller) {
                  Sleep.millis(1);
                } else {
                  work.run();
                }
              };
          IntStream.range(0, 64).boxed().parallel().forEach(elsewhere::accept);
        });
  }

  private void threads() {
    Way virtual = perTask("newVirtualThreadPerTaskExecutor", null);
    if (virtual == null) {
      return;
    }
    all.put("virtual", virtual);
    all.put("perthread", perTask("newThreadPerTaskExecutor", Ways::daemon));
    all.put("virtualsubmit", submitting("newVirtualThreadPerTaskExecutor", null));
    all.put("perthreadsubmit", submitting("newThreadPerTaskExecutor", Ways::daemon));
  }

  private static Way perTask(String name, ThreadFactory factory) {
    ExecutorService executor = executor(name, factory);
    return executor == null ? null : work -> executor.execute(() -> work.run());
  }

  private static Way submitting(String name, ThreadFactory factory) {
    ExecutorService executor = executor(name, factory);
    return work -> {
      Future<?> one = executor.submit(callable(work));
      executor.invokeAll(Arrays.asList(callable(() -> {})));
      one.get();
    };
  }

  /** Null where the JDK has none. */
  static ExecutorService executor(String name, ThreadFactory factory) {
    try {
      Method method =
          factory == null
              ? Executors.class.getMethod(name)
              : Executors.class.getMethod(name, ThreadFactory.class);
      return (ExecutorService)
          (factory == null ? method.invoke(null) : method.invoke(null, factory));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  static Callable<Object> callable(Runnable work) {
    return () -> done(work);
  }

  private static Object done(Runnable work) {
    work.run();
    return "done";
  }

  /** Makes a stage of a future that is not complete. */
  private interface Stage {
    CompletableFuture<?> of(CompletableFuture<Object> future, Runnable work);
  }

  /** A task of a class with a name, in an order of its own. */
  static final class Named implements Runnable, Comparable<Named> {
    private final Runnable work;

    Named(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Named other) {
      return 0;
    }
  }

  /** A task that forks another one. */
  private static final class Action extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient Runnable work;
    private final boolean forks;

    Action(Runnable work) {
      this(work, true);
    }

    private Action(Runnable work, boolean forks) {
      this.work = work;
      this.forks = forks;
    }

    @Override
    protected void compute() {
      if (forks) {
        new Action(work, false).fork().join();
      } else {
        work.run();
      }
    }
  }

  /** A pool with hooks of its own that asks nobody else. */
  private static final class OwnPool extends ThreadPoolExecutor {
    OwnPool() {
      super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Ways::daemon);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {}

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {}
  }
}
