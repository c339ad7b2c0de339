package io.weftline.agent.instrument.jaxrs;

import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Names the requests that JAX-RS resources serve by their paths. */
public final class JaxrsInstrumentation extends Instrumentation {
  private static final String JERSEY_METHOD =
      "org.glassfish.jersey.server.model.ResourceMethodInvoker";
  private static final String JERSEY_RESPONDER =
      "org.glassfish.jersey.server.ServerRuntime$Responder";
  private static final String RESTEASY_METHOD = "org.jboss.resteasy.core.ResourceMethodInvoker";
  private static final String RESTEASY_EXCEPTIONS = "org.jboss.resteasy.core.ExceptionHandler";

  private static final String PACKAGE = "io.weftline.agent.instrument.jaxrs.linked.";

  private int hook;

  @Override
  public void install(Services services) {
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return name.startsWith("org.glassfish.jersey.server.")
        ? name.equals(JERSEY_METHOD) || name.equals(JERSEY_RESPONDER)
        : name.startsWith("org.jboss.resteasy.core.")
            && (name.equals(RESTEASY_METHOD) || name.equals(RESTEASY_EXCEPTIONS));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    String name = file.name();
    if (!concerns(null, file)) {
      return;
    }
    for (ClassFile.Method method : file.methods()) {
      String advice = adviceFor(name, method.name(), method.descriptor());
      if (advice != null && method.codeLength() > 0 && !method.is(ClassFile.BRIDGE)) {
        plan.link(method, PACKAGE + advice, hook);
      }
    }
  }

  private static String adviceFor(String type, String method, String descriptor) {
    if (type.equals(JERSEY_METHOD)) {
      return method.equals("apply")
              && descriptor.startsWith(
                  "(Lorg/glassfish/jersey/server/internal/process/RequestProcessingContext;)")
          ? "JerseyRouteAdvice"
          : null;
    }
    if (type.equals(JERSEY_RESPONDER)) {
      return method.equals("mapException") && descriptor.startsWith("(Ljava/lang/Throwable;)")
          ? "JerseyMappedAdvice"
          : null;
    }
    if (type.equals(RESTEASY_METHOD)) {
      // With a target it is called for sub-resources, whose class is not where the path begins.
      return method.equals("invoke")
              && descriptor.startsWith(
                  "(Lorg/jboss/resteasy/spi/HttpRequest;Lorg/jboss/resteasy/spi/HttpResponse;)")
          ? "RestEasyRouteAdvice"
          : null;
    }
    return method.equals("handleException")
            && descriptor.startsWith("(Lorg/jboss/resteasy/spi/HttpRequest;Ljava/lang/Throwable;)")
        ? "RestEasyMappedAdvice"
        : null;
  }
}
