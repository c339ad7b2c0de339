package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.ServerCall;
import io.weftline.agent.http.ServerRequest;
import java.io.IOException;
import org.apache.catalina.Wrapper;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** A request of Tomcat's connector, and of its container once that has it. */
final class TomcatCall extends ServerCall {
  private static final String KEY = "io.weftline.request";

  /** Where the connector's request keeps the container's. */
  private static final int ADAPTER_NOTES = 1;

  private static final String[] FAILURES = {
    "jakarta.servlet.error.exception", "javax.servlet.error.exception"
  };

  private final Request request;
  private final Response response;

  TomcatCall(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  /** What is followed for a request, or null. */
  static ServerRequest followed(Request request) {
    return (ServerRequest) request.getAttribute(KEY);
  }

  static void follow(Request request, ServerRequest followed) {
    request.setAttribute(KEY, followed);
  }

  static void forget(Request request) {
    request.getAttributes().remove(KEY);
  }

  private org.apache.catalina.connector.Request container() {
    return (org.apache.catalina.connector.Request) request.getNote(ADAPTER_NOTES);
  }

  /** Whether the request goes on after the thread that has it in hand has left. */
  boolean isAsync() {
    org.apache.catalina.connector.Request container = container();
    return container != null && container.isAsync();
  }

  @Override
  public String method() {
    return request.method().toString();
  }

  @Override
  public String path() {
    return request.requestURI().toString();
  }

  @Override
  public String query() {
    return request.queryString().toString();
  }

  @Override
  public String scheme() {
    return request.scheme().toString();
  }

  @Override
  public String serverName() {
    return request.serverName().toString();
  }

  @Override
  public int serverPort() {
    return request.getServerPort();
  }

  @Override
  public String remoteAddress() {
    if (request.remoteAddr().isNull()) {
      request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
    }
    return request.remoteAddr().toString();
  }

  @Override
  public String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String mapping() {
    org.apache.catalina.connector.Request container = container();
    Wrapper wrapper = container == null ? null : container.getWrapper();
    String path = wrapper == null ? null : container.getServletPath();
    if (path == null) {
      return null;
    }
    for (String each : wrapper.findMappings()) {
      if (each.equals(path) || each.endsWith("/*") && each.length() == path.length() + 2) {
        // The servlet of everything has no name for what it serves.
        String context = container.getContextPath();
        return each.equals("/*") ? null : context.isEmpty() ? each : context + each;
      }
    }
    return null;
  }

  @Override
  public String user() {
    org.apache.catalina.connector.Request container = container();
    return container == null ? null : container.getRemoteUser();
  }

  @Override
  public String session() {
    // To ask for the session itself would keep it from timing out.
    org.apache.catalina.connector.Request container = container();
    return container == null ? null : container.getRequestedSessionId();
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public long requestBytes() {
    long length = request.getContentLengthLong();
    return length >= 0 ? length : request.getBytesRead() > 0 ? request.getBytesRead() : UNKNOWN;
  }

  @Override
  public long responseBytes() {
    return response.getContentWritten();
  }

  @Override
  public Throwable failure() {
    org.apache.catalina.connector.Request container = container();
    for (int i = 0; container != null && i < FAILURES.length; i++) {
      Object failure = container.getAttribute(FAILURES[i]);
      if (failure instanceof Throwable) {
        return (Throwable) failure;
      }
    }
    return null;
  }

  @Override
  public boolean isAborted() {
    return response.getErrorException() instanceof IOException;
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return response.getMimeHeaders().getHeader(name) != null;
  }

  @Override
  public void responseHeader(String name, String value) {
    response.getMimeHeaders().setValue(name).setString(value);
  }
}
