package io.weftline.agent.instrument.javahttp;

import io.weftline.agent.http.ClientCalls;
import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.lang.invoke.MethodHandles;

/** The hook around each kind of call in the JDK's client: tells {@link Sends}. */
final class SendHook extends Hook {

  /** The kinds. Requests have no exit. */
  enum Kind {
    SEND,
    SEND_ASYNC,
    /** A request is made of the application's. */
    REQUEST,
    /** A request is made of another one. */
    NEXT_REQUEST
  }

  private final Kind kind;
  private final Sends sends;

  SendHook(Kind kind, Sends sends) {
    super(kind == Kind.SEND || kind == Kind.SEND_ASYNC ? ClientCalls.GROUP : 0, false);
    this.kind = kind;
    this.sends = sends;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    switch (kind) {
      case REQUEST:
        sends.made(self, (MethodHandles.Lookup) argument);
        return null;
      case NEXT_REQUEST:
        sends.madeOf(self, argument);
        return null;
      default:
        return sends.begin(context, argument);
    }
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    if (kind == Kind.SEND) {
      sends.answered(frame, result, thrown);
    } else {
      sends.sent(frame, result, thrown);
    }
  }
}
