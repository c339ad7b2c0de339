package io.weftline.agent.instrument.httpserver;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook at each place of the server: tells {@link Exchanges} what happened. */
final class ServerHook extends Hook {

  /** The places. All but two only tell of a moment and have no exit. */
  enum Kind {
    /** The object that the application gets is made. */
    BEGIN,
    /** A chain of filters; the outermost counts. */
    HANDLE,
    /** The head of a response is about to be sent. */
    HEAD,
    /** A response has been written. */
    WRITTEN,
    /** The exchange is closed, by a call that may write the rest of the response. */
    CLOSE,
    /** There will be no exchange. */
    REFUSE
  }

  private final Kind kind;

  /** There as soon as anything is woven. */
  volatile Exchanges exchanges;

  ServerHook(Kind kind) {
    super(0, false);
    this.kind = kind;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    Exchanges known = exchanges;
    switch (kind) {
      case BEGIN:
        known.begin(self, argument);
        return null;
      case HANDLE:
        return known.enter(argument);
      case HEAD:
        known.committed(self, (long[]) argument);
        return null;
      case WRITTEN:
        known.written(argument);
        return null;
      case CLOSE:
        return known.closing(context, self);
      default:
        Object[] refusal = (Object[]) argument;
        known.refused((String) self, ((Integer) refusal[0]).intValue(), refusal[1]);
        return null;
    }
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    if (kind == Kind.CLOSE) {
      exchanges.closed(frame, self);
    } else {
      exchanges.left(argument, frame, thrown);
    }
  }
}
