package io.weftline.agent.instrument.jetty.linked;

import io.weftline.agent.http.LostClient;
import io.weftline.agent.http.ServerCall;
import io.weftline.agent.instrument.jetty.Channels.Known;
import io.weftline.agent.instrument.jetty.JettyInstrumentation;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** What a channel of Jetty 9.4 to 11 has in hand. */
final class JettyCall extends ServerCall {
  private static final String[] FAILURES = {
    "javax.servlet.error.exception", "jakarta.servlet.error.exception"
  };

  /** Said before a name: the header is set even while a servlet is included. */
  private static final String INCLUDED = "org.eclipse.jetty.server.include.";

  /** Whether the fields of a head can still be changed: from 10 on the type is another one. */
  private static final boolean OF_9 = !HttpFields.class.isInterface();

  private final HttpChannel channel;
  private final Request request;
  private final Response response;
  private final Known known;

  /** What is sent if that is not the response itself, or null. */
  private final MetaData.Response head;

  JettyCall(HttpChannel channel, Known known, MetaData.Response head) {
    this.channel = channel;
    this.known = known;
    this.head = head;
    request = channel.getRequest();
    response = channel.getResponse();
  }

  /** What is followed for a channel; null if it has no request. */
  static Known knownOrNew(HttpChannel channel) {
    Known known = JettyInstrumentation.channels().get(channel);
    return known != null || channel.getRequest().getMethod() == null ? known : follow(channel);
  }

  static Known follow(HttpChannel channel) {
    return JettyInstrumentation.channels()
        .add(channel, JettyInstrumentation.requests().begin(new JettyCall(channel, null, null)));
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  /** Whether there is a request at all: if not, its other getters may fail. */
  private boolean isRead() {
    return request.getMethod() != null;
  }

  @Override
  public String path() {
    return isRead() ? request.getRequestURI() : null;
  }

  @Override
  public String query() {
    return isRead() ? request.getQueryString() : null;
  }

  @Override
  public String scheme() {
    return isRead() ? request.getScheme() : null;
  }

  @Override
  public String serverName() {
    return isRead() ? request.getServerName() : null;
  }

  @Override
  public int serverPort() {
    return isRead() ? request.getServerPort() : UNKNOWN;
  }

  @Override
  public String remoteAddress() {
    return request.getRemoteAddr();
  }

  @Override
  public String header(String name) {
    return isRead() ? request.getHeader(name) : null;
  }

  @Override
  public List<String> headers(String name) {
    return isRead() ? Collections.list(request.getHeaders(name)) : Collections.<String>emptyList();
  }

  @Override
  public String mapping() {
    // Said when the servlet was called.
    return null;
  }

  @Override
  public String user() {
    return isRead() ? request.getRemoteUser() : null;
  }

  @Override
  public String session() {
    return isRead() ? request.getRequestedSessionId() : null;
  }

  @Override
  public int status() {
    if (head != null) {
      return head.getStatus();
    }
    return known != null && known.status != 0 ? known.status : response.getStatus();
  }

  @Override
  public long requestBytes() {
    if (!isRead()) {
      return UNKNOWN;
    }
    long length = request.getContentLengthLong();
    return length >= 0 || request.getContentRead() == 0 ? length : request.getContentRead();
  }

  @Override
  public long responseBytes() {
    return known == null ? UNKNOWN : known.responseBytes;
  }

  @Override
  public Throwable failure() {
    for (String each : FAILURES) {
      Object failure = request.getAttribute(each);
      if (failure instanceof Throwable) {
        return (Throwable) failure;
      }
    }
    return known == null ? null : known.thrown;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    if (failure == null) {
      return false;
    }
    if (LostClient.is(failure, "org.eclipse.jetty.http2.")) {
      return true;
    }
    EndPoint connection = channel.getEndPoint();
    return (!connection.isOpen() || connection.isInputShutdown())
        && LostClient.is(failure, "org.eclipse.jetty.io.", "org.eclipse.jetty.server.HttpInput$");
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return head != null && OF_9
        ? head.getFields().get(name) != null
        : response.containsHeader(name);
  }

  @Override
  public void responseHeader(String name, String value) {
    if (head != null && OF_9) {
      head.getFields().put(name, value);
      return;
    }
    response.setHeader(name, value);
    if (!response.containsHeader(name)) {
      response.setHeader(INCLUDED + name, value);
    }
  }
}
