package io.weftline.agent.instrument.jaxrs.linked;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.jaxrs.JaxrsRoute;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** A method of a resource is about to be called: the templates that led to it are known. */
public final class JerseyRouteAdvice {
  private static final String SERVER = "org.glassfish.jersey.server.";

  private static final MethodHandle REQUEST =
      JaxrsRoute.getter(type(SERVER + "internal.process.RequestProcessingContext"), "request");
  private static final MethodHandle URI_INFO =
      JaxrsRoute.getter(type(SERVER + "ContainerRequest"), "getUriInfo");
  private static final MethodHandle BASE =
      JaxrsRoute.getter(type(SERVER + "ExtendedUriInfo"), "getBaseUri");
  private static final MethodHandle TEMPLATES =
      JaxrsRoute.getter(type(SERVER + "ExtendedUriInfo"), "getMatchedTemplates");
  private static final MethodHandle TEMPLATE =
      JaxrsRoute.getter(type("org.glassfish.jersey.uri.UriTemplate"), "getTemplate");

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, JerseyRouteAdvice.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.Argument(0) Object processing) throws Throwable {
    ServerRequest followed = JaxrsRoute.inHand();
    if (followed == null || followed.hasRoute()) {
      return;
    }
    Object request = (Object) REQUEST.invokeExact(processing);
    Object info = (Object) URI_INFO.invokeExact(request);
    URI base = (URI) (Object) BASE.invokeExact(info);
    // The last that matched comes first.
    List<?> templates = (List<?>) (Object) TEMPLATES.invokeExact(info);
    int size = templates.size();
    String[] paths = new String[size + 1];
    paths[0] = base.getPath();
    for (int i = 0; i < size; i++) {
      Object template = templates.get(size - 1 - i);
      paths[i + 1] = (String) (Object) TEMPLATE.invokeExact(template);
    }
    followed.route(JaxrsRoute.join(paths));
  }

  private JerseyRouteAdvice() {}
}
