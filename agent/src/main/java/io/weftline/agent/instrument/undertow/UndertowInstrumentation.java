package io.weftline.agent.instrument.undertow;

import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows requests through Undertow. */
public final class UndertowInstrumentation extends Instrumentation {
  private static final String CONNECTORS = "io.undertow.server.Connectors";
  private static final String READER = "io.undertow.server.protocol.http.HttpReadListener";
  private static final String SERVLETS = "io.undertow.servlet.handlers.ServletDispatchingHandler";

  private static final String PACKAGE = "io.weftline.agent.instrument.undertow.";

  private static volatile ServerRequests requests;

  private static volatile int hook;

  private Services services;

  /** For linked code; there as soon as anything is linked. */
  public static ServerRequests requests() {
    return requests;
  }

  /** Counts a failure outside any advice. */
  public static void failed(Throwable t) {
    Bridge.failed(t, hook);
  }

  @Override
  public void install(Services all) {
    services = all;
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return name.startsWith("io.undertow.ser")
        && (name.equals(CONNECTORS) || name.equals(READER) || name.equals(SERVLETS));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      String advice = adviceFor(file.name(), method.name(), method.descriptor());
      if (advice != null && method.codeLength() > 0) {
        plan.link(method, PACKAGE + advice, hook);
        if (file.name().equals(READER)) {
          plan.readsFields();
        }
      }
    }
    if (!plan.isEmpty() && requests == null) {
      requests = services.get(ServerRequests.class);
      requests.expect();
    }
  }

  private static String adviceFor(String type, String method, String descriptor) {
    if (type.equals(CONNECTORS)) {
      return method.equals("executeRootHandler")
              && descriptor.equals(
                  "(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V")
          ? "linked.HandlerAdvice"
          : null;
    }
    if (type.equals(READER)) {
      return method.equals("sendBadRequestAndClose")
              && descriptor.equals("(Lorg/xnio/StreamConnection;Ljava/lang/Throwable;)V")
          ? "linked.RefusedAdvice"
          : null;
    }
    return type.equals(SERVLETS)
            && method.equals("handleRequest")
            && descriptor.equals("(Lio/undertow/server/HttpServerExchange;)V")
        ? "linkedservlet.ServletAdvice"
        : null;
  }
}
