package io.weftline.agent.instrument.future;

import io.weftline.agent.trace.Failures;
import io.weftline.agent.trace.Sweeps;
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

/**
 * Finds tasks that have failed and whose future nobody asks. The JDK's classes are not woven before
 * a class of the application is seen that has to do with futures.
 */
public final class FutureInstrumentation extends Instrumentation {
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String ADVICE = "io.weftline.agent.instrument.future.";
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

  /** Null until the first class of the JDK is woven. */
  private TaskOutcomes outcomes;

  @Override
  public void install(Services all) {
    services = all;
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
        weaveFor(file);
    }
  }

  /** What a class of the application names is loaded ahead; the rest is woven if it is loaded. */
  private void weaveFor(ClassFile file) {
    JdkClasses jdk = services.get(JdkClasses.class);
    if (!tasks) {
      tasks = true;
      jdk.weave(this, STAGE, FORK);
      if (goesOnAfterExecuted()) {
        jdk.weave(this, EXECUTED);
      }
      jdk.weaveAhead(this, TASK);
    }
    if (!stages && file.has(stageMark)) {
      stages = true;
      jdk.weaveAhead(this, STAGE);
    }
    if (!forks && file.has(forkMark)) {
      forks = true;
      jdk.weaveAhead(this, FORK);
      if (goesOnAfterExecuted()) {
        jdk.weaveAhead(this, EXECUTED);
      }
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

  /** The methods of a class of the JDK. */
  private static final class Methods {
    private final ClassFile file;
    private final Plan plan;

    Methods(ClassFile file, Plan plan) {
      this.file = file;
      this.plan = plan;
      plan.readsFields();
    }

    /**
     * Adds an advice to methods.
     *
     * @param descriptor what it begins with
     * @return whether there are any
     */
    boolean add(String name, String descriptor, String advice) {
      boolean any = false;
      for (ClassFile.Method each : file.methods()) {
        if (each.name().equals(name)
            && each.descriptor().startsWith(descriptor)
            && each.codeLength() > 0) {
          plan.add(each, ADVICE + advice, 0);
          any = true;
        }
      }
      return any;
    }

    /** Says so if a method is not there that should be. */
    void known(boolean there, String name) {
      if (!there) {
        plan.misses(name);
      }
    }
  }
}
