package io.weftline.agent.instrument.jetty;

import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows requests through Jetty. */
public final class JettyInstrumentation extends Instrumentation {
  private static final String JETTY = "org.eclipse.jetty.";
  private static final String SERVER = JETTY + "server.Server";
  private static final String CHANNEL = JETTY + "server.HttpChannel";
  private static final String HOLDER = JETTY + "servlet.ServletHolder";
  private static final String STATE = JETTY + "server.internal.HttpChannelState";
  private static final String SERVLET_CHANNEL = ".servlet.ServletChannel";

  private static final String PACKAGE = "io.weftline.agent.instrument.jetty.";

  private static final String END = "linked12.CompletedAdvice";
  private static final String FAILED = "linked12.FailedAdvice";
  private static final String UNSENT = "linked12.UnsentAdvice";

  private static final String THROWN = "(Ljava/lang/Throwable;)V";

  private static final String REQUEST = "(Lorg/eclipse/jetty/server/Request;";

  private static volatile ServerRequests requests;
  private static final Channels CHANNELS = new Channels();

  private Services services;
  private int hook;

  /** For linked code; there as soon as anything is linked. */
  public static ServerRequests requests() {
    return requests;
  }

  /** What is known of each channel or request. */
  public static Channels channels() {
    return CHANNELS;
  }

  @Override
  public void install(Services all) {
    services = all;
    hook = Bridge.add((Bridge.Hook) null);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    String name = file.name();
    return name.startsWith(JETTY)
        && (name.equals(SERVER)
            || name.equals(CHANNEL)
            || name.equals(HOLDER)
            || name.startsWith(STATE)
            || name.endsWith(SERVLET_CHANNEL));
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    for (ClassFile.Method method : file.methods()) {
      String advice = adviceFor(file.name(), method.name(), method.descriptor());
      if (advice != null && method.codeLength() > 0) {
        plan.link(method, PACKAGE + advice, hook);
        if (advice.equals(END) || advice.equals(FAILED) || advice.equals(UNSENT)) {
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
    if (type.equals(CHANNEL)) {
      return method.equals("handle") && descriptor.equals("()Z")
          ? "linked.HandleAdvice"
          : method.equals("onCompleted") && descriptor.equals("()V")
              ? "linked.CompletedAdvice"
              : method.equals("handleException") && descriptor.equals(THROWN)
                  ? "linked.FailedAdvice"
                  : method.equals("sendResponse")
                          && descriptor.startsWith("(Lorg/eclipse/jetty/http/MetaData$Response;")
                          && descriptor.endsWith("Lorg/eclipse/jetty/util/Callback;)Z")
                      ? "linked.SendAdvice"
                      : null;
    }
    if (type.equals(HOLDER)) {
      return method.equals("handle") && descriptor.startsWith(REQUEST)
          ? "linked.ServletAdvice"
          : null;
    }
    if (type.equals(SERVER)) {
      // The server of 9.4 handles channels, not requests.
      return method.equals("handle")
              && descriptor.startsWith(REQUEST + "Lorg/eclipse/jetty/server/Response;")
          ? "linked12.HandleAdvice"
          : null;
    }
    if (type.endsWith(SERVLET_CHANNEL)) {
      return method.equals("handle") && descriptor.equals("()V") ? "linked12.TurnAdvice" : null;
    }
    if (type.equals(STATE + "$ChannelResponse")) {
      return method.equals("lockedPrepareResponse")
          ? "linked12.CommitAdvice"
          : method.equals("failed") && descriptor.equals(THROWN) ? UNSENT : null;
    }
    if (type.equals(STATE + "$ChannelCallback")) {
      return method.equals("failed") && descriptor.equals(THROWN) ? FAILED : null;
    }
    return type.equals(STATE + "$HandlerInvoker") && method.equals("completeStream") ? END : null;
  }
}
