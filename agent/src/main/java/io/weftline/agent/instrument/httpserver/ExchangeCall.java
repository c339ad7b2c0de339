package io.weftline.agent.instrument.httpserver;

import io.weftline.agent.http.LostClient;
import io.weftline.agent.http.ServerCall;
import java.util.Collections;
import java.util.List;

/** An exchange of the JDK's server. */
final class ExchangeCall extends ServerCall {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Exchange exchange;

  ExchangeCall(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String method() {
    return exchange.method;
  }

  @Override
  public String path() {
    return exchange.path;
  }

  @Override
  public String query() {
    return exchange.query;
  }

  @Override
  public String scheme() {
    return exchange.scheme;
  }

  @Override
  public String serverName() {
    String host = header("Host");
    int colon = colon(host);
    return colon < 0 ? host : host.substring(0, colon);
  }

  @Override
  public int serverPort() {
    String host = header("Host");
    int colon = colon(host);
    if (colon < 0) {
      return exchange.scheme == null || host == null
          ? UNKNOWN
          : exchange.scheme.equals("https") ? HTTPS : HTTP;
    }
    try {
      return Integer.parseInt(host.substring(colon + 1));
    } catch (NumberFormatException e) {
      // What a client sends need not be a port.
      return UNKNOWN;
    }
  }

  /** Where the port begins, addresses of version 6 having colons of their own. */
  private static int colon(String host) {
    if (host == null) {
      return -1;
    }
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }

  @Override
  public String remoteAddress() {
    return exchange.remoteAddress;
  }

  @Override
  public String header(String name) {
    return exchange.requestHeaders.getFirst(name);
  }

  @Override
  public List<String> headers(String name) {
    List<String> values = exchange.requestHeaders.get(name);
    return values == null ? Collections.<String>emptyList() : values;
  }

  @Override
  public String mapping() {
    return exchange.mapping;
  }

  @Override
  public String user() {
    return exchange.user;
  }

  @Override
  public String session() {
    return null;
  }

  @Override
  public int status() {
    return exchange.status;
  }

  @Override
  public long requestBytes() {
    List<String> length = exchange.requestHeaders.get("Content-Length");
    if (length == null || length.isEmpty()) {
      return UNKNOWN;
    }
    try {
      return Long.parseLong(length.get(0));
    } catch (NumberFormatException e) {
      // The server refuses such a request by itself.
      return UNKNOWN;
    }
  }

  @Override
  public long responseBytes() {
    return exchange.responseBytes;
  }

  @Override
  public Throwable failure() {
    return exchange.thrown;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    return LostClient.is(
        failure, "sun.net.httpserver.Request$", "sun.net.httpserver.FixedLengthInputStream");
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return exchange.responseHeaders.containsKey(name);
  }

  @Override
  public void responseHeader(String name, String value) {
    exchange.responseHeaders.set(name, value);
  }
}
