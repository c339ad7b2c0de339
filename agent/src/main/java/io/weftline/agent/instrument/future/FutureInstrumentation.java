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

  private Services services;
  private Marks.Mark mark;
  private volatile boolean woven;

  /** Null until the first class of the JDK is woven. */
  private TaskOutcomes outcomes;

  @Override
  public void install(Services all) {
    services = all;
    mark =
        all.get(Marks.class)
            .any(
                CONCURRENT + "AbstractExecutorService",
                CONCURRENT + "CompletableFuture",
                CONCURRENT + "CompletionStage",
                CONCURRENT + "ExecutorCompletionService",
                CONCURRENT + "ExecutorService",
                CONCURRENT + "Executors",
                CONCURRENT + "ForkJoinPool",
                CONCURRENT + "ForkJoinTask",
                CONCURRENT + "FutureTask",
                CONCURRENT + "ScheduledExecutorService",
                CONCURRENT + "ScheduledThreadPoolExecutor",
                CONCURRENT + "ThreadPoolExecutor");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return !woven && file.has(mark);
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
        planUncaught(new Methods(file, plan));
        break;
      default:
        // One of the application's.
        if (!woven) {
          woven = true;
          services
              .get(JdkClasses.class)
              .weaveAhead(
                  this,
                  CONCURRENT + "CompletableFuture",
                  CONCURRENT + "ForkJoinTask",
                  CONCURRENT + "FutureTask");
        }
    }
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

  private void planFork(Methods methods) {
    if (methods.add("trySetThrown", THROWN, "ForkFailedAdvice")) {
      // Before Java 17 what is executed ends the worker's thread with its exception, seen there.
      services
          .get(JdkClasses.class)
          .weaveAhead(this, CONCURRENT + "ForkJoinTask$RunnableExecuteAction");
    } else {
      methods.known(
          methods.add("setExceptionalCompletion", THROWN, "ForkFailedAdvice"), "trySetThrown");
    }
    methods.known(
        methods.add("getThrowableException", "()", "ForkAskedAdvice")
            || methods.add("getException", "(Z)", "ForkAskedAdvice"),
        "getThrowableException");
  }

  private static void planUncaught(Methods methods) {
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
