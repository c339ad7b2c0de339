package io.weftline.agent.instrument.mdc.linked;

import io.weftline.agent.instrument.mdc.DiagnosticContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/** That of SLF4J, which Logback is behind. */
public final class LogbackContext extends DiagnosticContext {
  private static final MethodHandle GET =
      method("get", MethodType.methodType(String.class, String.class));
  private static final MethodHandle PUT =
      method("put", MethodType.methodType(void.class, String.class, String.class));
  private static final MethodHandle REMOVE =
      method("remove", MethodType.methodType(void.class, String.class));
  private static final MethodHandle CLEAR = method("clear", MethodType.methodType(void.class));
  private static final MethodHandle COPY =
      method("getCopyOfContextMap", MethodType.methodType(Map.class));

  private static MethodHandle method(String name, MethodType type) {
    try {
      // In pieces: the build moves names of SLF4J, in texts too, to where our own copy of it is.
      String mdc = new StringBuilder("MDC").insert(0, '.').insert(0, "slf4j").toString();
      Class<?> owner = Class.forName("org." + mdc, true, LogbackContext.class.getClassLoader());
      return MethodHandles.publicLookup().findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no MDC as it is known to be", e);
    }
  }

  /**
   * @return what is there now, null for nothing: that is how threads mostly come
   */
  @Override
  public Object enter(String request, String trace, String span) throws Throwable {
    Map<?, ?> before = (Map<?, ?>) (Map) COPY.invokeExact();
    if (request != null) {
      PUT.invokeExact(REQUEST, request);
    }
    PUT.invokeExact(TRACE, trace);
    PUT.invokeExact(SPAN, span);
    return before;
  }

  @Override
  public void leave(Object before, String request, String trace, String span) throws Throwable {
    Map<?, ?> earlier = (Map<?, ?>) before;
    restore(REQUEST, request, earlier);
    restore(TRACE, trace, earlier);
    restore(SPAN, span, earlier);
    if (earlier == null) {
      Map<?, ?> left = (Map<?, ?>) (Map) COPY.invokeExact();
      if (left != null && left.isEmpty()) {
        // An empty map is not what applications know that ask whether there is one.
        CLEAR.invokeExact();
      }
    }
  }

  private static void restore(String key, String ours, Map<?, ?> earlier) throws Throwable {
    if (ours == null || !ours.equals((String) GET.invokeExact(key))) {
      return;
    }
    Object value = earlier == null ? null : earlier.get(key);
    if (value == null) {
      REMOVE.invokeExact(key);
    } else {
      PUT.invokeExact(key, (String) value);
    }
  }
}
