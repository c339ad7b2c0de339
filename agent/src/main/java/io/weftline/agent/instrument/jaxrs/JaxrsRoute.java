package io.weftline.agent.instrument.jaxrs;

import io.weftline.agent.http.ServerRequest;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** What linked advice needs for each of the libraries. Stateless. */
public final class JaxrsRoute {
  private JaxrsRoute() {}

  /** The request that the calling thread works for, or null. */
  public static ServerRequest inHand() {
    Unit unit = ThreadContext.current().unit();
    return unit instanceof ServerRequest ? (ServerRequest) unit : null;
  }

  /** One path after the other, each with one slash before it and none behind. */
  public static String join(String... paths) {
    StringBuilder route = new StringBuilder();
    for (String path : paths) {
      int from = 0;
      int to = path == null ? 0 : path.length();
      while (from < to && path.charAt(from) == '/') {
        from++;
      }
      while (to > from && path.charAt(to - 1) == '/') {
        to--;
      }
      if (to > from) {
        route.append('/').append(path, from, to);
      }
    }
    return route.length() == 0 ? "/" : route.toString();
  }

  /**
   * A public method without parameters, as one from object to object.
   *
   * @throws IllegalStateException if there is none, in a release that is not known
   */
  public static MethodHandle getter(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      return MethodHandles.publicLookup()
          .unreflect(method)
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is not as it is known to be", e);
    }
  }
}
