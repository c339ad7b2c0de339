package io.weftline.agent.instrument.job;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.match.MethodMatcher;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.Works;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Unit;
import java.util.ArrayList;
import java.util.List;

/** Makes jobs of what is scheduled, and of the entry methods that the user named. */
public final class JobInstrumentation extends Instrumentation {
  private static final String PACKAGE = "io.weftline.agent.instrument.job.";
  private static final String SUPPORT = "org.springframework.scheduling.support.";
  private static final String METHOD_RUNNABLE = SUPPORT + "ScheduledMethodRunnable";
  private static final String RUNNABLE = SUPPORT + "DelegatingErrorHandlingRunnable";
  private static final String HANDLER = SUPPORT + "TaskUtils$LoggingErrorHandler";
  private static final String MAIN = "main";
  private static final int MAX_ENTRIES = 1_000;

  private static volatile JobRuns known;

  private final ScheduledJobs jobs = new ScheduledJobs(this);
  private Services services;
  private MethodMatcher include;
  private ApplicationFrames application;
  private Marks.Mark mainMark;
  private int linked;
  private int tasks;
  private int failures;
  private int entries;

  /** For linked code; there as soon as anything is linked. */
  public static JobRuns known() {
    return known;
  }

  @Override
  public void install(Services all) {
    services = all;
    application = all.get(ApplicationFrames.class);
    List<MethodPattern> patterns = new ArrayList<MethodPattern>();
    for (MethodPattern each : all.get(Config.class).get(JobOptions.INCLUDE)) {
      if (each.text().equals(MAIN)) {
        mainMark = all.get(Marks.class).any("([Ljava/lang/String;)V");
      } else {
        patterns.add(each);
      }
    }
    include = patterns.isEmpty() ? null : new MethodMatcher(patterns, application);
    linked = Bridge.add((Bridge.Hook) null);
    tasks = Bridge.add(new TaskHook(jobs));
    failures = Bridge.add(new FailureHook());
    Unit.Jobs.use(jobs);
  }

  /** Made with the first that is asked for. */
  synchronized JobRuns runs() {
    JobRuns runs = known;
    if (runs == null) {
      Works works = services.get(Works.class);
      runs = new JobRuns(services.get(Config.class), works, services.get(EventSink.class));
      known = runs;
      works.expect();
    }
    return runs;
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return mainMark != null && file.has(mainMark) && application.isApplication(file.name())
        || isSpring(file.name())
        || include != null && include.concerns(file);
  }

  private static boolean isSpring(String name) {
    return name.startsWith(SUPPORT)
        && (name.equals(METHOD_RUNNABLE) || name.equals(RUNNABLE) || name.equals(HANDLER));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    if (isSpring(file.name())) {
      planSpring(file, plan);
      return;
    }
    MethodMatcher.ForClass included = include == null ? null : include.of(file, supertypes);
    boolean program = mainMark != null && application.isApplication(file.name());
    for (ClassFile.Method method : file.methods()) {
      if (canBeEntry(method)
          && (program && isMain(method) || included != null && included.match(method) != null)) {
        int id = entry(file.name(), method.name());
        if (id > 0) {
          plan.add(method, PACKAGE + "EntryAdvice", id);
        }
      }
    }
  }

  private void planSpring(ClassFile file, Plan plan) {
    String type = file.name();
    for (ClassFile.Method method : file.methods()) {
      if (type.equals(HANDLER)) {
        if (method.name().equals("handleError")) {
          plan.add(method, PACKAGE + "HandlerAdvice", failures);
        }
      } else if (method.name().equals("run") && method.descriptor().equals("()V")) {
        if (type.equals(METHOD_RUNNABLE)) {
          plan.link(method, PACKAGE + "linked.ScheduledMethodAdvice", linked);
        } else {
          plan.readsFields();
          plan.add(method, PACKAGE + "DelegateAdvice", tasks);
        }
      }
    }
    if (!plan.isEmpty()) {
      runs();
    }
  }

  private synchronized int entry(String type, String method) {
    return entries++ < MAX_ENTRIES ? Bridge.add(new EntryHook(runs(), type, method)) : 0;
  }

  private static boolean isMain(ClassFile.Method method) {
    return method.name().equals(MAIN)
        && method.is(ClassFile.STATIC)
        && method.descriptor().equals("([Ljava/lang/String;)V");
  }

  private static boolean canBeEntry(ClassFile.Method method) {
    return method.codeLength() > 0
        && !method.is(ClassFile.SYNTHETIC | ClassFile.BRIDGE)
        && method.name().charAt(0) != '<';
  }
}
