package io.weftline.agent.instrument.executor;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.Works;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Prefixes;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Handover;
import java.util.function.Consumer;

/**
 * Has the unit in hand follow what is handed to executors, fork-join pools, completable futures and
 * threads made for a task. The JDK's classes are not woven before it is known that there are units,
 * or tasks that are scheduled.
 */
public final class ExecutorInstrumentation extends Instrumentation
    implements Consumer<Works>, Runnable, Sweeps.Sweep {
  private static final String SCHEDULED = "java/util/concurrent/ScheduledThreadPoolExecutor";

  private static final String SPRING = "org.springframework.core.task.SimpleAsyncTaskExecutor";

  private static final String PACKAGE = "io.weftline.agent.instrument.executor.";

  /** Of containers and pools: their threads go round and work for whoever comes. */
  private static final String[] INTERNAL = {
    "akka.",
    "com.mchange.",
    "com.mysql.",
    "com.sun.",
    "com.zaxxer.hikari.",
    "io.netty.",
    "io.undertow.",
    "io.vertx.",
    "java.",
    "javax.",
    "jdk.",
    "kotlinx.coroutines.",
    "okhttp3.internal.",
    "oracle.",
    "org.apache.catalina.",
    "org.apache.commons.dbcp",
    "org.apache.commons.pool",
    "org.apache.coyote.",
    "org.apache.pekko.",
    "org.apache.tomcat.",
    "org.eclipse.jetty.",
    "org.jboss.threads.",
    "org.mariadb.jdbc.",
    "org.postgresql.",
    "org.springframework.scheduling.concurrent.ReschedulingRunnable",
    "org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler",
    "org.xnio.",
    "reactor.",
    "sun.",
  };

  private Services services;
  private JdkClasses jdk;
  private volatile Works works;

  /** Of the agent's thread. */
  private long lostBefore;

  @Override
  public void install(Services all) {
    services = all;
    jdk = all.get(JdkClasses.class);
    jdk.weave(this, SCHEDULED);
    all.whenMade(Works.class, this);
  }

  /** Units may be made. */
  @Override
  public void accept(Works made) {
    works = made;
    works.whenExpected(this);
  }

  /** Units are expected. */
  @Override
  public void run() {
    Handover.start(Prefixes.byInitial(INTERNAL));
    services.get(Sweeps.class).add(this);
    works.waitFor(
        jdk.weaveAhead(
            this,
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/Executors$RunnableAdapter",
            "java/util/concurrent/ForkJoinPool",
            "java/util/concurrent/ForkJoinTask",
            "java/util/concurrent/FutureTask",
            SCHEDULED,
            "java/util/concurrent/ThreadPerTaskExecutor",
            "java/util/concurrent/ThreadPoolExecutor"));
  }

  @Override
  public void turn() {
    Handover.sweep(System.nanoTime());
    tellOfLost();
  }

  @Override
  public void finish() {
    // What is noted still and was never run is nobody's loss.
    tellOfLost();
  }

  private void tellOfLost() {
    long lost = Handover.lost();
    if (lost != lostBefore) {
      services
          .get(Warnings.class)
          .warn(
              "threads.handover",
              (lost - lostBefore)
                  + " tasks run without the ids of their request: more tasks wait for a thread than"
                  + " are followed at once. Queues of executors that grow so long are worth a look;"
                  + " nothing else is affected.");
      lostBefore = lost;
    }
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().equals(SPRING);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    String type = file.name();
    boolean spring = type.equals(SPRING);
    if (!spring && !type.startsWith("java.util.concurrent.")) {
      return;
    }
    if (type.equals(SCHEDULED.replace('/', '.'))) {
      // What is scheduled may be jobs: those who make them say so.
      services.get(Works.class).expect();
    }
    for (ClassFile.Method method : file.methods()) {
      if (method.codeLength() > 0 && !method.is(ClassFile.SYNTHETIC)) {
        String advice =
            spring
                ? method.name().equals("doExecute") ? "SharedTaskAdvice" : null
                : adviceFor(type.substring(21), method.name(), method.descriptor());
        if (advice != null) {
          plan.readsFields();
          plan.add(method, PACKAGE + advice, argumentsOf(method.descriptor()));
        }
      }
    }
  }

  private static String adviceFor(String type, String method, String descriptor) {
    if (type.equals("FutureTask")) {
      return futureAdvice(method, descriptor);
    } else if (type.equals("Executors$RunnableAdapter")) {
      return method.equals("call") ? "AdapterAdvice" : null;
    } else if (type.equals("ThreadPoolExecutor")) {
      return poolAdvice(method, descriptor);
    } else if (type.equals("ScheduledThreadPoolExecutor")) {
      return method.equals("schedule")
          ? "ScheduleAdvice"
          : method.equals("scheduleAtFixedRate") || method.equals("scheduleWithFixedDelay")
              ? "ScheduleAgainAdvice"
              : null;
    } else if (type.equals("CompletableFuture")) {
      return stageAdvice(method, descriptor);
    } else if (type.equals("ForkJoinPool")) {
      return sharedAdvice(method, descriptor);
    } else if (type.equals("ForkJoinTask")) {
      return method.equals("fork")
          ? "ForkAdvice"
          : method.equals("doExec") ? "ForkRunAdvice" : null;
    }
    return type.equals("ThreadPerTaskExecutor")
            && method.equals("newThread")
            && descriptor.startsWith("(Ljava/lang/Runnable;)")
        ? "NewThreadAdvice"
        : null;
  }

  private static String futureAdvice(String method, String descriptor) {
    if (method.equals("<init>")) {
      return descriptor.startsWith("(Ljava/util/concurrent/Callable;)")
          ? "FutureOfCallableAdvice"
          : descriptor.startsWith("(Ljava/lang/Runnable;") ? "FutureOfRunnableAdvice" : null;
    }
    return (method.equals("run") || method.equals("runAndReset")) && descriptor.startsWith("()")
        ? "FutureRunAdvice"
        : null;
  }

  private static String poolAdvice(String method, String descriptor) {
    if (method.equals("beforeExecute")) {
      return "PoolBeforeAdvice";
    } else if (method.equals("afterExecute")) {
      return "PoolAfterAdvice";
    } else if (method.equals("shutdownNow")) {
      return "PoolDrainAdvice";
    } else if (!descriptor.startsWith("(Ljava/lang/Runnable;)")) {
      return null;
    }
    return method.equals("execute")
        ? "PoolExecuteAdvice"
        : method.equals("reject")
            ? "PoolRejectAdvice"
            : method.equals("remove") ? "PoolRemoveAdvice" : null;
  }

  private static String sharedAdvice(String method, String descriptor) {
    if (!method.equals("execute") && !method.equals("submit") && !method.equals("invoke")) {
      return null;
    }
    return descriptor.startsWith("(Ljava/util/concurrent/ForkJoinTask;)")
        ? "ForkArgumentAdvice"
        : descriptor.startsWith("(Ljava/lang/Runnable;")
                || descriptor.startsWith("(Ljava/util/concurrent/Callable;)")
            ? "SharedTaskAdvice"
            : null;
  }

  /** The function is the last argument of a stage, and the first of what completes by one. */
  private static String stageAdvice(String method, String descriptor) {
    int end = descriptor.indexOf(')');
    if (method.equals("completeAsync")) {
      return descriptor.startsWith("(Ljava/util/function/Supplier;Ljava") ? "Stage0Advice" : null;
    }
    int last = descriptor.lastIndexOf(";L", end) < 0 ? 2 : descriptor.lastIndexOf(";L", end) + 2;
    if (!method.endsWith("Stage")
        || !descriptor.startsWith("java/util/function/", last)
            && !descriptor.startsWith("java/lang/Runnable;", last)) {
      return null;
    }
    int arguments = 0;
    for (int i = 0; i < end; i++) {
      arguments += descriptor.charAt(i) == ';' ? 1 : 0;
    }
    return arguments <= 3 ? "Stage" + (arguments - 1) + "Advice" : null;
  }

  /** How many arguments the function has that a stage is made with. */
  private static int argumentsOf(String descriptor) {
    return descriptor.contains("Ljava/util/function/Bi") ? 2 : 1;
  }
}
