package io.weftline.agent.weave;

import io.weftline.agent.event.Warnings;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the tests of weaving share: the advice of methods, probes, and a plan for everything. */
final class Weaving {
  static final String ADVICE = "io.weftline.agent.instrument.method.MethodAdvice";

  private Weaving() {}

  /** Whether a method can be timed at all. */
  static boolean hasBody(ClassFile.Method method) {
    return method.codeLength() > 0
        && !method.is(ClassFile.ABSTRACT | ClassFile.NATIVE)
        && method.name().charAt(0) != '<';
  }

  static Plan planOfAll(ClassFile file, SkipLog skips, int id) {
    Plan plan = new Plan(file.name(), file.major(), skips);
    for (ClassFile.Method method : file.methods()) {
      if (hasBody(method)) {
        plan.add(method, ADVICE, id);
      }
    }
    return plan;
  }

  /** A probe that nothing makes slow, in the bridge under its number. */
  static Operation probe(String name, int id) {
    Operation probe = new Operation(name, name, Operation.METHOD, null, new Series());
    probe.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    Bridge.add(probe, id);
    return probe;
  }

  static long[] collect(Operation probe) {
    long[] into = new long[Series.HEAD + Series.BUCKETS];
    into[Series.MIN_NANOS] = Long.MAX_VALUE;
    probe.series.collect(into);
    return into;
  }

  static Object fieldOf(Object object, String name) {
    try {
      Field field = object.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Remembers warnings, the topic before each. */
  static final class Told implements Warnings {
    final List<String> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void warn(String topic, String message) {
      all.add(topic + ": " + message);
    }
  }
}
