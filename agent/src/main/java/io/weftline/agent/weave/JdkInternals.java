package io.weftline.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of {@code java.base} to the agent alone, for what the JDK knows and offers nobody
 * cheaply. The application sees no difference. Without modules, on Java 8, all are open.
 *
 * <p>Thread-safe. Not to be used before {@code main} has begun.
 */
public final class JdkInternals {
  private final Instrumentation jvm;

  public JdkInternals(Instrumentation jvm) {
    this.jvm = jvm;
  }

  /**
   * Opens one.
   *
   * @param packageName with dots
   * @return whether it is open now
   */
  public boolean open(String packageName) {
    Method module;
    Method redefine;
    try {
      module = Class.class.getMethod("getModule");
      Class<?> type = module.getReturnType();
      redefine =
          Instrumentation.class.getMethod(
              "redefineModule", type, Set.class, Map.class, Map.class, Set.class, Map.class);
    } catch (NoSuchMethodException e) {
      return true; // Java 8
    }
    try {
      Object own = module.invoke(JdkInternals.class);
      Object base = module.invoke(Object.class);
      redefine.invoke(
          jvm,
          base,
          Collections.emptySet(),
          Collections.emptyMap(),
          Collections.singletonMap(packageName, Collections.singleton(own)),
          Collections.emptySet(),
          Collections.<Class<?>, List<Class<?>>>emptyMap());
      return true;
    } catch (InvocationTargetException e) {
      return false; // This JVM does not have it so; whoever asks does without.
    } catch (IllegalAccessException e) {
      return false;
    }
  }
}
