package io.weftline.agent.instrument.urlconnection;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.net.HttpURLConnection;

/** The hook around each method of a connection that makes it do something. */
final class ConnectionHook extends Hook {

  /** The methods. */
  enum Kind {
    CONNECT,
    OUTPUT,
    INPUT,
    /** Only its beginning counts. */
    DISCONNECT
  }

  private final Kind kind;
  private final Connections connections;

  ConnectionHook(Kind kind, Connections connections) {
    super(kind == Kind.DISCONNECT ? 0 : ClientCalls.GROUP, false);
    this.kind = kind;
    this.connections = connections;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    HttpURLConnection connection = (HttpURLConnection) self;
    if (kind == Kind.DISCONNECT) {
      connections.disconnected(connection);
      return null;
    }
    return connections.enter(context, connection, kind == Kind.INPUT);
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    ClientCall call = (ClientCall) frame.note;
    frame.note = null;
    HttpURLConnection connection = (HttpURLConnection) self;
    if (kind == Kind.INPUT) {
      connections.answered(frame, connection, call, thrown);
    } else {
      connections.begun(frame, connection, call, thrown);
    }
  }
}
