package com.acme.plain.handover;

import java.lang.reflect.Method;

/**
 * What the agent has in hand on the calling thread, looked up in its bridge; without the agent
 * there is nothing.
 */
final class Seen {
  private static final Method CURRENT = method("ThreadContext", "current");
  private static final Method UNIT = method("ThreadContext", "unit");
  private static final Method DEPTH = method("ThreadContext", "depth");

  private Seen() {}

  private static Method method(String type, String name) {
    try {
      return Class.forName("io.weftline.bootstrap." + type).getMethod(name);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  static boolean isThere() {
    return CURRENT != null;
  }

  /** The context of the calling thread, or null. */
  static Object context() {
    return call(CURRENT, null);
  }

  /** The unit that it works for, or null. */
  static Object unit() {
    return CURRENT == null ? null : call(UNIT, context());
  }

  /** Whether it works for nobody. */
  static boolean isClean() {
    return CURRENT == null || unit() == null && call(DEPTH, context()).equals(0);
  }

  private static Object call(Method method, Object target) {
    try {
      return method == null ? null : method.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
