package io.weftline.agent.instrument.urlconnection;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.http.ClientHeaders;
import io.weftline.agent.http.OpenCalls;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * What is known of connections between the methods that an application drives them by.
 *
 * <p>Thread-safe. Asks a connection for nothing that makes it connect, wait or throw.
 */
final class Connections {
  private final ClientCalls calls;
  private final OpenCalls open = new OpenCalls();

  Connections(ClientCalls calls) {
    this.calls = calls;
  }

  /**
   * A method begins that makes the connection do something.
   *
   * @param decided whether the method of the request is what it will be
   * @return null if there is nothing new to it
   */
  Frame enter(ThreadContext context, HttpURLConnection connection, boolean decided) {
    if (!context.isObserved(ClientCalls.GROUP)) {
      return null;
    }
    ClientCall call = open.get(connection);
    if (call != null && call.hasEnded()) {
      return null;
    }
    if (call == null) {
      if (isConnected(connection)) {
        // Since before its class was woven.
        return null;
      }
      call = begin(context, connection);
    } else if (decided) {
      call.method(connection.getRequestMethod());
    }
    Frame frame = calls.enter(context);
    frame.note = call;
    return frame;
  }

  private ClientCall begin(ThreadContext context, HttpURLConnection connection) {
    URL url = connection.getURL();
    ClientCall call =
        calls.begin(
            context,
            connection.getRequestMethod(),
            url.getProtocol(),
            url.getHost(),
            url.getPort(),
            url.getPath(),
            url.getQuery());
    if (calls.propagates(call)) {
      try {
        calls.propagate(call, new Headers(connection));
      } catch (IllegalStateException e) {
        // It has begun to connect, and failed: what it has sent then it sends again.
      }
    }
    // Nobody knows whether the application will ever ask for an answer.
    call.release();
    open.put(connection, call);
    return call;
  }

  /** The only question that is answered without a connection being made is one of its setters. */
  private static boolean isConnected(HttpURLConnection connection) {
    try {
      connection.setUseCaches(connection.getUseCaches());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** It is connected, or the body can be written. */
  void begun(Frame frame, HttpURLConnection connection, ClientCall call, Throwable thrown) {
    // To write a body makes a POST of what was a GET.
    call.method(
        connection.getDoOutput() && connection.getRequestMethod().equals("GET")
            ? "POST"
            : connection.getRequestMethod());
    if (thrown == null) {
      calls.interrupted(frame, call);
    } else {
      open.remove(connection);
      calls.ended(frame, call, ClientCalls.NO_STATUS, thrown);
    }
  }

  /** The response is there, or will never be. */
  void answered(Frame frame, HttpURLConnection connection, ClientCall call, Throwable thrown) {
    int status = ClientCalls.NO_STATUS;
    Throwable failure = thrown;
    ThreadContext context = frame.context;
    boolean before = context.mute(true);
    try {
      // It throws for statuses from 400 on. Then, and only then, there is a stream of the error,
      // and the status can be had without another attempt.
      if (thrown == null || connection.getErrorStream() != null) {
        status = connection.getResponseCode();
        failure = status < 0 ? thrown : null;
      }
    } catch (IOException e) {
      failure = e;
    } finally {
      context.mute(before);
    }
    calls.ended(frame, call, status, failure);
  }

  /** It was given up before there was an answer; an answer that was there stays. */
  void disconnected(HttpURLConnection connection) {
    ClientCall call = open.get(connection);
    if (call != null && !call.hasEnded()) {
      open.remove(connection);
    }
  }

  /** Those of a connection that has not been connected. */
  private static final class Headers extends ClientHeaders {
    private final HttpURLConnection connection;

    Headers(HttpURLConnection connection) {
      this.connection = connection;
    }

    @Override
    public boolean has(String name) {
      return connection.getRequestProperty(name) != null;
    }

    @Override
    public void set(String name, String value) {
      connection.setRequestProperty(name, value);
    }
  }
}
