package io.weftline.agent.instrument.tomcat.linked;

import io.weftline.agent.http.LostClient;
import io.weftline.agent.http.ServerCall;
import io.weftline.agent.http.ServerRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.Wrapper;
import org.apache.catalina.mapper.MappingData;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;

/** A request of Tomcat's connector, and of its container once that has it. */
final class TomcatCall extends ServerCall {
  private static final String KEY = "io.weftline.request";

  /** Where the connector's request keeps the container's. */
  private static final int ADAPTER_NOTES = 1;

  private static final String[] FAILURES = {
    "jakarta.servlet.error.exception", "javax.servlet.error.exception"
  };

  /** What reads and writes: its exceptions are kept with the request that they were made for. */
  private static final String CONNECTIONS = "org.apache.tomcat.util.net.";

  private static final String[] SERVER = {
    "org.apache.catalina.", "org.apache.coyote.", "org.apache.tomcat."
  };

  /** Most requests of a process ask for the same host. */
  private static volatile String latestServerName;

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
    MessageBytes uri = request.requestURI();
    if (uri.getType() != MessageBytes.T_BYTES) {
      return uri.toString();
    }
    // Its own conversion goes by way of two buffers.
    ByteChunk bytes = uri.getByteChunk();
    return new String(bytes.getBuffer(), bytes.getStart(), bytes.getLength(), bytes.getCharset());
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
    MessageBytes name = request.serverName();
    String latest = latestServerName;
    if (latest == null || !name.equals(latest)) {
      latest = name.toString();
      latestServerName = latest;
    }
    return latest;
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
  public List<String> headers(String name) {
    return Collections.list(request.getMimeHeaders().values(name));
  }

  @Override
  public String mapping() {
    org.apache.catalina.connector.Request container = container();
    Wrapper wrapper = container == null ? null : container.getWrapper();
    String path = wrapper == null ? null : container.getServletPath();
    if (path == null) {
      return null;
    }
    if (Match.isExact(container.getMappingData())) {
      String context = container.getContextPath();
      return context.isEmpty() ? path : context + path;
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
    long length;
    try {
      length = request.getContentLengthLong();
    } catch (NumberFormatException e) {
      return UNKNOWN; // Refused by the server.
    }
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
  public boolean isAborted(Throwable failure) {
    if (LostClient.is(failure, "org.apache.coyote.http2.")) {
      return true;
    }
    if (!LostClient.is(response.getErrorException(), CONNECTIONS)
        && !LostClient.is(ReadFailure.of(request, failure), CONNECTIONS)) {
      return false;
    }
    return failure == null || LostClient.isOfServer(failure, SERVER);
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return response.getMimeHeaders().getHeader(name) != null;
  }

  @Override
  public void responseHeader(String name, String value) {
    // As bytes, which is what is sent; a text would be converted by way of two buffers each time.
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    HeaderName header = HeaderName.of(name);
    response
        .getMimeHeaders()
        .addValue(header.bytes, 0, header.bytes.length)
        .setBytes(bytes, 0, bytes.length);
  }

  /** What reading a body has failed with. */
  private static final class ReadFailure {
    private static final MethodHandle OF = find();

    private ReadFailure() {}

    private static MethodHandle find() {
      try {
        return MethodHandles.publicLookup()
            .findVirtual(
                Request.class, "getErrorException", MethodType.methodType(Exception.class));
      } catch (ReflectiveOperationException e) {
        return null; // Not in 8.5: then it is known by what it made of the request.
      }
    }

    static Throwable of(Request request, Throwable failure) {
      try {
        return OF == null ? failure : (Exception) OF.invokeExact(request);
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      }
    }
  }

  /**
   * How a path was mapped, if the container says so, which spares asking for all mappings. The type
   * of the field is one of the servlet API's, of the old name or of the new one.
   */
  private static final class Match {
    private static final MethodHandle TYPE = find();

    private Match() {}

    private static MethodHandle find() {
      try {
        return MethodHandles.publicLookup()
            .unreflectGetter(MappingData.class.getField("matchType"))
            .asType(MethodType.methodType(Object.class, MappingData.class));
      } catch (ReflectiveOperationException e) {
        return null; // Not in this version: then all mappings are asked for.
      }
    }

    static boolean isExact(MappingData data) {
      try {
        return TYPE != null && String.valueOf((Object) TYPE.invokeExact(data)).equals("EXACT");
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      }
    }
  }

  /** The name of a header as it is sent. Immutable. */
  private static final class HeaderName {
    private static volatile HeaderName latest = new HeaderName("");

    private final String name;
    final byte[] bytes;

    private HeaderName(String name) {
      this.name = name;
      bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same object for the name that is asked for over and over. */
    static HeaderName of(String name) {
      HeaderName known = latest;
      if (!known.name.equals(name)) {
        known = new HeaderName(name);
        latest = known;
      }
      return known;
    }
  }
}
