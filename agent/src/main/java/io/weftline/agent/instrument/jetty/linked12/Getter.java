package io.weftline.agent.instrument.jetty.linked12;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * A public method without arguments, of whatever public class has one of that name; found once for
 * each class. Thread-safe.
 */
final class Getter extends ClassValue<MethodHandle> {
  private final String name;

  Getter(String name) {
    this.name = name;
  }

  Object of(Object target) {
    return Jetty.call(get(target.getClass()), target);
  }

  @Override
  protected MethodHandle computeValue(Class<?> type) {
    try {
      return Jetty.generic(MethodHandles.publicLookup().unreflect(type.getMethod(name)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
