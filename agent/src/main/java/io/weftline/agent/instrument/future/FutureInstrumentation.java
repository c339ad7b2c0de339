package io.weftline.agent.instrument.future;

import io.weftline.agent.trace.Failures;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.Works;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Frame;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Finds tasks that have failed and whose future nobody asks. The JDK's classes are not woven before
 * there are units, which has them woven anyway, or a class of the application has been seen that
 * has to do with futures.
 */
public final class FutureInstrumentation extends Instrumentation
    implements Consumer<Works>, Runnable {
  /**
   * From the first class that names an executor on. Woven on the agent's thread, the first class of
   * all has the weaver loaded there, and what is loaded meanwhile is woven a moment late: the
   * application's own first classes are to come before that.
   */
  private static final long SETTLE_NANOS = 1_000_000_000L;

  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String RESULT = "(Ljava/lang/Object;";
  private static final String SOURCE = "(Ljava/util/concurrent/CompletableFuture;";
  private static final String THROWN = "(Ljava/lang/Throwable;)";

  private static final String TASK = CONCURRENT + "FutureTask";
  private static final String STAGE = CONCURRENT + "CompletableFuture";
  private static final String FORK = CONCURRENT + "ForkJoinTask";
  private static final String EXECUTED = FORK + "$RunnableExecuteAction";

  private Services services;
  private Marks.Mark anyMark;
  private Marks.Mark stageMark;
  private Marks.Mark forkMark;
  private volatile boolean tasks;
  private volatile boolean stages;
  private volatile boolean forks;

  /** Whether there is more to load ahead than there was when the classes were woven. */
  private volatile boolean changed;

  private volatile boolean begun;

  /** Null until the first class of the JDK is woven. */
  private TaskOutcomes outcomes;

  @Override
  public void install(Services all) {
    services = all;
    all.whenMade(Works.class, this);
    Marks marks = all.get(Marks.class);
    stageMark = marks.any(STAGE, CONCURRENT + "CompletionStage");
    forkMark = marks.any(FORK, CONCURRENT + "ForkJoinPool");
    anyMark =
        marks.any(
            STAGE,
            CONCURRENT + "CompletionStage",
            FORK,
            CONCURRENT + "ForkJoinPool",
            TASK,
            CONCURRENT + "AbstractExecutorService",
            CONCURRENT + "ExecutorCompletionService",
            CONCURRENT + "ExecutorService",
            CONCURRENT + "Executors",
            CONCURRENT + "ScheduledExecutorService",
            CONCURRENT + "ScheduledThreadPoolExecutor",
            CONCURRENT + "ThreadPoolExecutor");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return !(tasks && stages && forks)
        && file.has(anyMark)
        && (!tasks || !stages && file.has(stageMark) || !forks && file.has(forkMark));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    switch (file.name()) {
      case "java.util.concurrent.FutureTask":
        start();
        planTask(new Methods(file, plan));
        break;
      case "java.util.concurrent.CompletableFuture":
        start();
        planStage(new Methods(file, plan));
        break;
      case "java.util.concurrent.ForkJoinTask":
        start();
        planFork(new Methods(file, plan));
        break;
      case "java.util.concurrent.ForkJoinTask$RunnableExecuteAction":
        planExecuted(new Methods(file, plan));
        break;
      default:
        noteFor(file);
    }
  }

  /** Of the application's thread: it remembers what is to be loaded ahead, and when it is time. */
  private void noteFor(ClassFile file) {
    if (!stages && file.has(stageMark)) {
      stages = true;
      changed = true;
    }
    if (!forks && file.has(forkMark)) {
      forks = true;
      changed = true;
    }
    if (!tasks) {
      tasks = true;
      changed = true;
      services.get(Sweeps.class).add(new Beginning(System.nanoTime()));
    }
  }

  /** Units may be made. */
  @Override
  public void accept(Works made) {
    made.whenExpected(this);
  }

  /** Units are expected: the same classes are woven for them now, once and for all. */
  @Override
  public void run() {
    weaveAhead();
    begun = true;
  }

  /** What classes of the application name is loaded ahead; the rest is woven when it is loaded. */
  private void weaveAhead() {
    changed = false;
    JdkClasses jdk = services.get(JdkClasses.class);
    jdk.weave(this, STAGE, FORK);
    if (goesOnAfterExecuted()) {
      jdk.weave(this, EXECUTED);
    }
    if (stages) {
      jdk.weaveAhead(this, STAGE);
    }
    if (forks) {
      jdk.weaveAhead(this, FORK);
      if (goesOnAfterExecuted()) {
        jdk.weaveAhead(this, EXECUTED);
      }
    }
    jdk.weaveAhead(this, TASK);
  }

  /** Waits until it is time, on the agent's thread. */
  private final class Beginning implements Sweeps.Sweep {
    private final long seenNanos;

    Beginning(long seenNanos) {
      this.seenNanos = seenNanos;
    }

    @Override
    public void turn() {
      if (changed && (begun || System.nanoTime() - seenNanos >= SETTLE_NANOS)) {
        begun = true;
        weaveAhead();
      }
    }

    @Override
    public void finish() {
      // What was not woven by now never will be.
    }
  }

  /**
   * Whether the worker of a fork-join pool goes on after what it was given to execute has failed:
   * before Java 17 that ends its thread, and is seen there.
   */
  private static boolean goesOnAfterExecuted() {
    String release = System.getProperty("java.specification.version", "");
    return release.length() == 2 && release.compareTo("17") >= 0;
  }

  private static void planTask(Methods methods) {
    methods.known(methods.add("setException", THROWN, "TaskFailedAdvice"), "setException");
    methods.known(methods.add("report", "(I)", "TaskAskedAdvice"), "report");
    methods.add("exceptionNow", "()", "TaskAskedAdvice");
  }

  private void planStage(Methods methods) {
    methods.known(
        methods.add("encodeThrowable", THROWN, "StageFailedAdvice")
            & methods.add(
                "encodeThrowable",
                "(Ljava/lang/Throwable;Ljava/lang/Object;)",
                "StagePassesAdvice"),
        "encodeThrowable");
    methods.known(
        methods.add("completeThrowable", "(Ljava/lang/Throwable;", "StageEndedAdvice"),
        "completeThrowable");
    methods.known(methods.add("reportGet", RESULT, "StageAskedAdvice"), "reportGet");
    methods.known(methods.add("reportJoin", RESULT, "StageAskedAdvice"), "reportJoin");
    boolean bySource = false;
    for (String each : new String[] {"uniHandle", "uniWhenComplete", "uniExceptionally"}) {
      if (methods.add(each, SOURCE, "SourceAskedAdvice")) {
        bySource = true;
      } else {
        methods.known(methods.add(each, RESULT, "StageAskedAdvice"), each);
      }
    }
    methods.add("exceptionNow", "()", "ResultAskedAdvice");
    methods.add("uniComposeExceptionallyStage", "(", "ResultAskedAdvice");
    if (bySource) {
      readResult(methods);
    }
  }

  /** Where a function is given another future it is Java 8, which hides nothing. */
  private synchronized void readResult(Methods methods) {
    try {
      Field result = CompletableFuture.class.getDeclaredField("result");
      result.setAccessible(true);
      outcomes.readsResult(result);
    } catch (ReflectiveOperationException e) {
      methods.known(false, "result");
    } catch (RuntimeException e) {
      methods.known(false, "result");
    }
  }

  private static void planFork(Methods methods) {
    methods.known(
        methods.add("trySetThrown", THROWN, "ForkFailedAdvice")
            || methods.add("setExceptionalCompletion", THROWN, "ForkFailedAdvice"),
        "trySetThrown");
    methods.known(
        methods.add("getThrowableException", "()", "ForkAskedAdvice")
            || methods.add("getException", "(Z)", "ForkAskedAdvice"),
        "getThrowableException");
  }

  private static void planExecuted(Methods methods) {
    methods.known(
        methods.add("onAuxExceptionSet", THROWN, "UncaughtAdvice")
            || methods.add("trySetException", THROWN, "UncaughtAdvice"),
        "trySetException");
  }

  private synchronized void start() {
    if (outcomes == null) {
      outcomes =
          new TaskOutcomes(
              services.get(Failures.class),
              new TaskOutcomes.Clock() {
                @Override
                public long nanoTime() {
                  return System.nanoTime();
                }
              });
      outcomes.rehearse();
      try {
        Frame.Outcomes.start(
            outcomes, Class.forName("java.util.concurrent.CompletableFuture$AltResult"));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a stage has no result that is known", e);
      }
      services.get(Sweeps.class).add(outcomes);
    }
  }
}
