package io.weftline.agent.instrument.springmvc;

import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Names the requests that Spring MVC serves as their controllers are mapped. */
public final class SpringMvcInstrumentation extends Instrumentation {
  private static final String DISPATCHER = "org.springframework.web.servlet.DispatcherServlet";
  private static final String PACKAGE = "io.weftline.agent.instrument.springmvc.linked.";

  private int hook;

  @Override
  public void install(Services services) {
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().equals(DISPATCHER);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    if (!file.name().equals(DISPATCHER)) {
      return;
    }
    for (ClassFile.Method method : file.methods()) {
      String advice = adviceFor(method.name(), method.descriptor());
      if (advice != null && method.codeLength() > 0) {
        plan.link(method, PACKAGE + advice, hook);
      }
    }
  }

  private static String adviceFor(String method, String descriptor) {
    if (method.equals("getHandler")) {
      return descriptor.startsWith("(Ljavax/servlet/http/HttpServletRequest;)")
          ? "JavaxHandlerAdvice"
          : descriptor.startsWith("(Ljakarta/servlet/http/HttpServletRequest;)")
              ? "JakartaHandlerAdvice"
              : null;
    }
    return method.equals("processHandlerException")
            && descriptor.contains("Ljava/lang/Object;Ljava/lang/Exception;)")
        ? "MappedAdvice"
        : null;
  }
}
