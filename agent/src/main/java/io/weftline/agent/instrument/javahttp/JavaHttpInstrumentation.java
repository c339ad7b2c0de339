package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows calls by the client that the JDK has since 11. */
public final class JavaHttpInstrumentation extends Instrumentation {
  private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";
  private static final String REQUEST = "(Ljava/net/http/HttpRequest;";
  private static final String NEXT_REQUEST =
      "(Ljava/net/URI;Ljava/lang/String;Ljdk/internal/net/http/HttpRequestImpl;";

  private static final String PACKAGE = "io.weftline.agent.instrument.javahttp.";

  private Services services;
  private int[] hooks;

  @Override
  public void install(Services all) {
    services = all;
    services
        .get(JdkClasses.class)
        .weave(
            this, "jdk/internal/net/http/HttpClientImpl", "jdk/internal/net/http/HttpRequestImpl");
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return false;
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    boolean client = file.name().equals(CLIENT);
    for (ClassFile.Method method : file.methods()) {
      String descriptor = method.descriptor();
      if (client) {
        boolean visible =
            (method.access() & ClassFile.PUBLIC) != 0 && (method.access() & ClassFile.BRIDGE) == 0;
        if (visible && descriptor.startsWith(REQUEST)) {
          if (method.name().equals("send")) {
            add(plan, method, "SendAdvice", SendHook.Kind.SEND);
          } else if (method.name().equals("sendAsync")) {
            add(plan, method, "SendAdvice", SendHook.Kind.SEND_ASYNC);
          }
        }
      } else if (method.name().equals("<init>")) {
        if (descriptor.startsWith(REQUEST)) {
          add(plan, method, "RequestConstructorAdvice", SendHook.Kind.REQUEST);
        } else if (descriptor.startsWith(NEXT_REQUEST)) {
          add(plan, method, "NextRequestConstructorAdvice", SendHook.Kind.NEXT_REQUEST);
        }
      }
    }
  }

  private void add(Plan plan, ClassFile.Method method, String advice, SendHook.Kind kind) {
    int[] all = hooks();
    if (all.length != 0) {
      plan.add(method, PACKAGE + advice, all[kind.ordinal()]);
    }
  }

  /** Made when there is a class to weave; empty if this JDK's client is another one. */
  private synchronized int[] hooks() {
    if (hooks == null) {
      hooks = new int[0];
      try {
        Sends sends =
            new Sends(services.get(ClientCalls.class), new NetHttp(getClass().getClassLoader()));
        int[] made = new int[SendHook.Kind.values().length];
        for (SendHook.Kind each : SendHook.Kind.values()) {
          made[each.ordinal()] = Bridge.add(new SendHook(each, sends));
        }
        hooks = made;
      } catch (ReflectiveOperationException e) {
        services
            .get(Warnings.class)
            .warn(
                "instrument.javahttp",
                "calls by java.net.http.HttpClient are not followed, since it is not what it is"
                    + " known to be: "
                    + e);
      }
    }
    return hooks;
  }
}
