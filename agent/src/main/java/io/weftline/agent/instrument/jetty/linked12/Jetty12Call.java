package io.weftline.agent.instrument.jetty.linked12;

import io.weftline.agent.http.LostClient;
import io.weftline.agent.http.ServerCall;
import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import java.lang.ref.WeakReference;
import java.security.Principal;
import java.util.List;

/** A request of Jetty 12's core, and of its servlets if it comes to them. */
final class Jetty12Call extends ServerCall {
  private static final int OK = 200;
  private static final Getter MUTABLE_HEADERS = new Getter("getMutableHttpFields");

  private static final String[] FAILURES = {
    "org.eclipse.jetty.server.error_exception", "jakarta.servlet.error.exception"
  };

  private final Object request;
  private final Known known;

  /** What the stream ends with, or null. */
  private final Throwable thrown;

  Jetty12Call(Object request, Known known, Throwable thrown) {
    this.request = request;
    this.known = known;
    this.thrown = thrown;
  }

  static Known knownOrNew(Object request, Object response) {
    Known known = JettyInstrumentation.channels().get(request);
    if (known == null) {
      known =
          JettyInstrumentation.channels()
              .add(
                  request,
                  JettyInstrumentation.requests().begin(new Jetty12Call(request, null, null)));
      known.response = new WeakReference<Object>(response);
    }
    return known;
  }

  /** What is known of a request by now; null if it is not followed. */
  static Jetty12Call of(Object request) {
    Known known = JettyInstrumentation.channels().get(request);
    return known == null ? null : new Jetty12Call(request, known, null);
  }

  private static Object get(WeakReference<Object> reference) {
    return reference == null ? null : reference.get();
  }

  private Object response() {
    return known == null ? null : get(known.response);
  }

  private Object servletRequest() {
    return known == null ? null : get(known.servletRequest);
  }

  private Object uri() {
    return Jetty.call(Jetty.HTTP_URI, request);
  }

  @Override
  public String method() {
    return (String) Jetty.call(Jetty.METHOD, request);
  }

  @Override
  public String path() {
    return (String) Jetty.call(Jetty.URI_PATH, uri());
  }

  @Override
  public String query() {
    return (String) Jetty.call(Jetty.URI_QUERY, uri());
  }

  @Override
  public String scheme() {
    return (String) Jetty.call(Jetty.URI_SCHEME, uri());
  }

  @Override
  public String serverName() {
    return (String) Jetty.call(Jetty.SERVER_NAME, request);
  }

  @Override
  public int serverPort() {
    return (Integer) Jetty.call(Jetty.SERVER_PORT, request);
  }

  @Override
  public String remoteAddress() {
    return (String) Jetty.call(Jetty.REMOTE, request);
  }

  @Override
  public String header(String name) {
    return (String) Jetty.call(Jetty.FIELD, Jetty.call(Jetty.HEADERS, request), name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<String> headers(String name) {
    return (List<String>) Jetty.call(Jetty.FIELD_VALUES, Jetty.call(Jetty.HEADERS, request), name);
  }

  @Override
  public String mapping() {
    // Said when the servlet had its first turn.
    return null;
  }

  @Override
  public String user() {
    Object servlet = servletRequest();
    Object state = Jetty.call(Jetty.AUTHENTICATED, servlet != null ? servlet : request);
    Object principal = state == null ? null : Jetty.call(Jetty.PRINCIPAL, state);
    return principal == null ? null : ((Principal) principal).getName();
  }

  @Override
  public String session() {
    Object servlet = servletRequest();
    return servlet == null ? null : Servlets.requestedSession(servlet);
  }

  @Override
  public int status() {
    if (known != null && known.status != 0) {
      return known.status;
    }
    Object response = response();
    int status = response == null ? 0 : (Integer) Jetty.call(Jetty.STATUS, response);
    // Nobody has said anything else.
    return status == 0 ? OK : status;
  }

  @Override
  public long requestBytes() {
    String length = header("Content-Length");
    if (length != null) {
      try {
        return Long.parseLong(length);
      } catch (NumberFormatException e) {
        // Refused by the server.
        return UNKNOWN;
      }
    }
    long read = (Long) Jetty.call(Jetty.BYTES_READ, request);
    return read > 0 ? read : UNKNOWN;
  }

  @Override
  public long responseBytes() {
    Object response = response();
    return response == null ? UNKNOWN : (Long) Jetty.call(Jetty.BYTES_WRITTEN, response);
  }

  @Override
  public Throwable failure() {
    Object servlet = servletRequest();
    for (String each : FAILURES) {
      Object failure = Jetty.call(Jetty.ATTRIBUTE, servlet != null ? servlet : request, each);
      if (failure instanceof Throwable) {
        return (Throwable) failure;
      }
    }
    // Where the head of the response has been sent, no attribute says so.
    Throwable ended = known == null ? null : known.thrown;
    return ended != null ? ended : thrown;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    if (failure == null) {
      return false;
    }
    if (LostClient.is(failure, "org.eclipse.jetty.http2.")) {
      return true;
    }
    return (known != null && known.unsent || isConnectionGone())
        && LostClient.is(
            failure, "org.eclipse.jetty.io.", "org.eclipse.jetty.server.internal.HttpConnection");
  }

  private boolean isConnectionGone() {
    Object meta = Jetty.call(Jetty.CONNECTION_DATA, request);
    Object connection = Jetty.call(Jetty.CONNECTION, meta);
    Object end = connection == null ? null : Jetty.call(Jetty.END_POINT, connection);
    return end == null
        || !(Boolean) Jetty.call(Jetty.IS_OPEN, end)
        || (Boolean) Jetty.call(Jetty.IS_INPUT_SHUTDOWN, end);
  }

  @Override
  public boolean hasResponseHeader(String name) {
    Object response = response();
    return response != null
        && (Boolean)
            Jetty.call(Jetty.HAS_FIELD, Jetty.call(Jetty.RESPONSE_HEADERS, response), name);
  }

  @Override
  public void responseHeader(String name, String value) {
    Object response = response();
    if (response != null) {
      // Closed to applications from this moment on, not yet to the server.
      Object headers = MUTABLE_HEADERS.of(Jetty.call(Jetty.RESPONSE_HEADERS, response));
      Jetty.call(Jetty.PUT_FIELD, headers, name, value);
    }
  }
}
