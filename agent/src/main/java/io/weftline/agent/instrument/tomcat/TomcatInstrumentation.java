package io.weftline.agent.instrument.tomcat;

import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows requests through Tomcat. */
public final class TomcatInstrumentation extends Instrumentation {
  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";
  private static final String ENGINE = "org.apache.catalina.core.StandardEngine";
  private static final String RESPONSE = "org.apache.coyote.Response";
  private static final String REQUEST = "org.apache.coyote.Request";

  private static final String PACKAGE = "io.weftline.agent.instrument.tomcat.linked.";

  private static volatile ServerRequests requests;

  private Services services;
  private int hook;

  /** For linked code; there as soon as anything is linked. */
  public static ServerRequests requests() {
    return requests;
  }

  @Override
  public void install(Services all) {
    services = all;
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return name.startsWith("org.apache.c")
        && (name.equals(ADAPTER)
            || name.equals(ENGINE)
            || name.equals(RESPONSE)
            || name.equals(REQUEST));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      String advice = adviceFor(file.name(), method.name(), method.descriptor());
      if (advice != null && method.codeLength() > 0) {
        plan.link(method, PACKAGE + advice, hook);
      }
    }
    if (!plan.isEmpty() && requests == null) {
      requests = services.get(ServerRequests.class);
      requests.expect();
    }
  }

  private static String adviceFor(String type, String method, String descriptor) {
    if (type.equals(ADAPTER)
        && descriptor.startsWith("(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;")) {
      return method.equals("service") || method.equals("asyncDispatch")
          ? "ServiceAdvice"
          : method.equals("log") ? "RejectedAdvice" : null;
    }
    if (type.equals(ENGINE)) {
      return method.equals("logAccess") ? "AnsweredAdvice" : null;
    }
    if (type.equals(REQUEST)) {
      return method.equals("recycle") && descriptor.equals("()V") ? "RecycledAdvice" : null;
    }
    return type.equals(RESPONSE)
            && method.equals("action")
            && descriptor.startsWith("(Lorg/apache/coyote/ActionCode;")
        ? "CommitAdvice"
        : null;
  }
}
