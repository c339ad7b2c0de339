package io.weftline.agent.instrument.jaxrs.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jaxrs.JaxrsRoute;
import io.weftline.agent.instrument.jaxrs.ResourcePaths;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.net.URI;
import net.bytebuddy.asm.Advice;

/** A method of a resource is about to be called, and says itself where it is. */
public final class RestEasyRouteAdvice {
  private static final Class<?> REQUEST = type("org.jboss.resteasy.spi.HttpRequest");
  private static final Class<?> INVOKER = type("org.jboss.resteasy.core.ResourceMethodInvoker");

  private static final MethodHandle URI_INFO = JaxrsRoute.getter(REQUEST, "getUri");
  private static final MethodHandle BASE = JaxrsRoute.getter(uriInfo(), "getBaseUri");
  private static final MethodHandle METHOD = JaxrsRoute.getter(INVOKER, "getMethod");
  private static final MethodHandle CLASS = JaxrsRoute.getter(INVOKER, "getResourceClass");

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, RestEasyRouteAdvice.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not the same type in all releases. */
  private static Class<?> uriInfo() {
    try {
      return REQUEST.getMethod("getUri").getReturnType();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Object invoker, @Advice.Argument(0) Object request)
      throws Throwable {
    ServerRequest followed = JaxrsRoute.inHand();
    if (followed == null || followed.hasRoute()) {
      return;
    }
    Class<?> resource = (Class<?>) (Object) CLASS.invokeExact(invoker);
    Method method = (Method) (Object) METHOD.invokeExact(invoker);
    String path = ResourcePaths.of(resource, method);
    if (path != null) {
      Object info = (Object) URI_INFO.invokeExact(request);
      URI base = (URI) (Object) BASE.invokeExact(info);
      followed.route(JaxrsRoute.join(base.getPath(), path));
    }
  }

  private RestEasyRouteAdvice() {}
}
