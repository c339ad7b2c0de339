package io.weftline.agent.instrument.method;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.MethodPattern;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.match.MethodMatcher;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.Ends;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import java.util.List;

/** Times the methods that the user named, or those of well-known components. */
public final class MethodInstrumentation extends Instrumentation {
  /** By name, so that it is never loaded. */
  private static final String ADVICE = "io.weftline.agent.instrument.method.MethodAdvice";

  private static final String COARSE_ADVICE =
      "io.weftline.agent.instrument.method.CoarseMethodAdvice";

  /** What a pattern with a wildcard does not mean, since everybody calls it all the time. */
  private static final String[] LEFT_OUT = {"equals", "hashCode", "toString"};

  private MethodMatcher include;
  private MethodMatcher exclude;
  private Probes probes;

  @Override
  public void install(Services services) {
    Config config = services.get(Config.class);
    ApplicationFrames application = services.get(ApplicationFrames.class);
    include = new MethodMatcher(config.get(MethodOptions.INCLUDE), application);
    exclude = new MethodMatcher(config.get(MethodOptions.EXCLUDE), application);
    probes =
        new Probes(
            config,
            application,
            services.get(Metrics.class),
            services.get(Warnings.class),
            services.get(CoarseClock.class));
    services.get(Ends.class).calls(new MethodCalls(services.get(EventSink.class)));
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return include.concerns(file);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    MethodMatcher.ForClass included = include.of(file, supertypes);
    if (included.isEmpty()) {
      return;
    }
    MethodMatcher.ForClass excluded = exclude.of(file, supertypes);
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      if (canBeTimed(method)) {
        MethodPattern pattern = included.match(method);
        if (pattern != null
            && (!isLeftOut(method) || included.isNamed(method))
            && excluded.match(method) == null) {
          int id = probes.idOf(file, method, pattern, supertypes);
          if (id >= 0) {
            plan.add(method, probes.isCoarse(id) ? COARSE_ADVICE : ADVICE, id);
          }
        }
      }
    }
  }

  private static boolean canBeTimed(ClassFile.Method method) {
    return method.codeLength() > 0
        && !method.is(
            ClassFile.ABSTRACT | ClassFile.NATIVE | ClassFile.SYNTHETIC | ClassFile.BRIDGE)
        && method.name().charAt(0) != '<'
        && !method.name().startsWith("lambda$");
  }

  private static boolean isLeftOut(ClassFile.Method method) {
    for (String name : LEFT_OUT) {
      if (name.equals(method.name())) {
        return true;
      }
    }
    return method.isTrivial();
  }
}
