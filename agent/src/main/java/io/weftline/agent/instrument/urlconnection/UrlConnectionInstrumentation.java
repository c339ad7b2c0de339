package io.weftline.agent.instrument.urlconnection;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows calls by the JDK's own connections. */
public final class UrlConnectionInstrumentation extends Instrumentation {
  private Services services;
  private int[] hooks;

  @Override
  public void install(Services all) {
    services = all;
    // With https the first of them is overridden.
    services
        .get(JdkClasses.class)
        .weave(
            this,
            "sun/net/www/protocol/http/HttpURLConnection",
            "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return false;
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      ConnectionHook.Kind kind = kind(method.name(), method.descriptor());
      if (kind != null && method.codeLength() > 0) {
        plan.add(method, CallAdvices.CALL, hooks()[kind.ordinal()]);
      }
    }
  }

  private static ConnectionHook.Kind kind(String name, String descriptor) {
    if (name.equals("connect") && descriptor.equals("()V")) {
      return ConnectionHook.Kind.CONNECT;
    }
    if (name.equals("getOutputStream") && descriptor.equals("()Ljava/io/OutputStream;")) {
      return ConnectionHook.Kind.OUTPUT;
    }
    if (name.equals("getInputStream") && descriptor.equals("()Ljava/io/InputStream;")) {
      return ConnectionHook.Kind.INPUT;
    }
    return name.equals("disconnect") && descriptor.equals("()V")
        ? ConnectionHook.Kind.DISCONNECT
        : null;
  }

  /** Made when there is a class to weave: most programs have none. */
  private synchronized int[] hooks() {
    if (hooks == null) {
      int[] made = new int[ConnectionHook.Kind.values().length];
      Connections connections = new Connections(services.get(ClientCalls.class));
      for (ConnectionHook.Kind each : ConnectionHook.Kind.values()) {
        made[each.ordinal()] = Bridge.add(new ConnectionHook(each, connections));
      }
      hooks = made;
    }
    return hooks;
  }
}
