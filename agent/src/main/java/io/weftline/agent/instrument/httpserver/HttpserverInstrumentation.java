package io.weftline.agent.instrument.httpserver;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows requests through the server of the JDK. */
public final class HttpserverInstrumentation extends Instrumentation {
  private static final String PACKAGE = "io.weftline.agent.instrument.httpserver.";
  private static final String MADE = PACKAGE + "ConstructorAdvice";
  private static final String CALL = CallAdvices.CALL;
  private static final String HEAD = PACKAGE + "HeadAdvice";
  private static final String REFUSED = PACKAGE + "RefusedAdvice";

  private Services services;
  private ServerHook[] hooks;
  private int[] ids;

  @Override
  public void install(Services all) {
    services = all;
    ServerHook.Kind[] kinds = ServerHook.Kind.values();
    hooks = new ServerHook[kinds.length];
    ids = new int[kinds.length];
    for (ServerHook.Kind kind : kinds) {
      hooks[kind.ordinal()] = new ServerHook(kind);
      ids[kind.ordinal()] = Bridge.add(hooks[kind.ordinal()]);
    }
    all.get(JdkClasses.class)
        .weave(
            this,
            "com/sun/net/httpserver/Filter$Chain",
            "sun/net/httpserver/Event$ExchangeFinished",
            "sun/net/httpserver/Event$WriteFinished",
            "sun/net/httpserver/ExchangeImpl",
            "sun/net/httpserver/HttpExchangeImpl",
            "sun/net/httpserver/HttpsExchangeImpl",
            "sun/net/httpserver/ServerImpl$Exchange",
            "sun/net/httpserver/WriteFinishedEvent");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return false;
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    String type = file.name().substring(file.name().lastIndexOf('.') + 1);
    for (ClassFile.Method method : file.methods()) {
      if (method.codeLength() > 0) {
        plan(type, method, plan);
      }
    }
    if (!plan.isEmpty() && hooks[0].exchanges == null) {
      ServerRequests requests = services.get(ServerRequests.class);
      Exchanges exchanges = new Exchanges(requests);
      for (ServerHook each : hooks) {
        each.exchanges = exchanges;
      }
      requests.expect();
    }
  }

  private void plan(String type, ClassFile.Method method, Plan plan) {
    String name = method.name();
    String descriptor = method.descriptor();
    boolean constructor =
        name.equals("<init>") && descriptor.startsWith("(Lsun/net/httpserver/ExchangeImpl;");
    if (type.equals("Filter$Chain")) {
      if (name.equals("doFilter")) {
        plan.add(method, CALL, id(ServerHook.Kind.HANDLE));
      }
    } else if (type.equals("ServerImpl$Exchange")) {
      if (name.equals("reject") && descriptor.startsWith("(ILjava/lang/String;")) {
        plan.add(method, REFUSED, id(ServerHook.Kind.REFUSE));
        plan.readsFields();
      }
    } else if (type.equals("ExchangeImpl")) {
      if (name.equals("sendResponseHeaders") && descriptor.equals("(IJ)V")) {
        plan.add(method, HEAD, id(ServerHook.Kind.HEAD));
      } else if (name.equals("close") && descriptor.equals("()V")) {
        plan.add(method, CALL, id(ServerHook.Kind.CLOSE));
      }
    } else if (constructor) {
      // By its name up to 24, in 25, and later.
      boolean end =
          type.equals("WriteFinishedEvent")
              || type.equals("Event$WriteFinished")
              || type.equals("Event$ExchangeFinished");
      plan.add(method, MADE, id(end ? ServerHook.Kind.WRITTEN : ServerHook.Kind.BEGIN));
    }
  }

  private int id(ServerHook.Kind kind) {
    return ids[kind.ordinal()];
  }
}
