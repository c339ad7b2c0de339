package io.weftline.agent.instrument.httpclient5;

import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows calls by Apache HttpClient 5. */
public final class HttpClient5Instrumentation extends Instrumentation {
  private static final String CLIENTS = "org.apache.hc.client5.http.impl.";
  private static final String HOST = "(Lorg/apache/hc/core5/http/HttpHost;";
  private static final String CONTEXT = "Lorg/apache/hc/core5/http/protocol/HttpContext;";

  /** What {@code doExecute} takes; what it returns may become narrower. */
  private static final String CLASSIC =
      HOST + "Lorg/apache/hc/core5/http/ClassicHttpRequest;" + CONTEXT + ")";

  private static final String ASYNC =
      HOST
          + "Lorg/apache/hc/core5/http/nio/AsyncRequestProducer;"
          + "Lorg/apache/hc/core5/http/nio/AsyncResponseConsumer;"
          + "Lorg/apache/hc/core5/http/nio/HandlerFactory;"
          + CONTEXT
          + "Lorg/apache/hc/core5/concurrent/FutureCallback;)";

  private static final String PACKAGE = "io.weftline.agent.instrument.httpclient5.linked.";

  private static volatile ClientCalls calls;

  private Services services;
  private int hook;

  /** For linked code; there as soon as anything is linked. */
  public static ClientCalls calls() {
    return calls;
  }

  @Override
  public void install(Services all) {
    services = all;
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return file.name().startsWith(CLIENTS);
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    if (!file.name().startsWith(CLIENTS)) {
      return;
    }
    for (ClassFile.Method method : file.methods()) {
      if (method.name().equals("doExecute")
          && method.codeLength() > 0
          && (method.access() & ClassFile.BRIDGE) == 0) {
        if (method.descriptor().startsWith(CLASSIC)) {
          link(plan, method, "ClassicAdvice");
        } else if (method.descriptor().startsWith(ASYNC)) {
          link(plan, method, "AsyncAdvice");
        }
      }
    }
  }

  private void link(Plan plan, ClassFile.Method method, String advice) {
    if (calls == null) {
      calls = services.get(ClientCalls.class);
    }
    plan.link(method, PACKAGE + advice, hook);
  }
}
