package io.weftline.agent.instrument.undertow.linked;

import io.undertow.server.HttpServerExchange;
import io.weftline.agent.http.ServerCall;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collections;
import java.util.List;
import org.xnio.StreamConnection;

/** What could not be read as a request: as much as has been read of it. */
final class RefusedCall extends ServerCall {
  private static final int BAD_REQUEST = 400;

  /** Null if not even the first line was. */
  private final HttpServerExchange exchange;

  private final StreamConnection connection;

  RefusedCall(HttpServerExchange exchange, StreamConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
  }

  @Override
  public String method() {
    return exchange == null || exchange.getRequestMethod() == null
        ? null
        : exchange.getRequestMethod().toString();
  }

  @Override
  public String path() {
    return exchange == null ? null : UndertowCall.path(exchange);
  }

  @Override
  public String query() {
    return exchange == null ? null : UndertowCall.query(exchange);
  }

  @Override
  public String scheme() {
    return null;
  }

  @Override
  public String serverName() {
    return null;
  }

  @Override
  public int serverPort() {
    return UNKNOWN;
  }

  @Override
  public String remoteAddress() {
    SocketAddress peer = connection.getPeerAddress();
    return peer instanceof InetSocketAddress
        ? UndertowCall.text(((InetSocketAddress) peer).getAddress())
        : null;
  }

  @Override
  public String header(String name) {
    return exchange == null ? null : exchange.getRequestHeaders().getFirst(name);
  }

  @Override
  public List<String> headers(String name) {
    List<String> values = exchange == null ? null : exchange.getRequestHeaders().get(name);
    return values == null ? Collections.<String>emptyList() : values;
  }

  @Override
  public String mapping() {
    return null;
  }

  @Override
  public String user() {
    return null;
  }

  @Override
  public String session() {
    return null;
  }

  @Override
  public int status() {
    return BAD_REQUEST;
  }

  @Override
  public long requestBytes() {
    return UNKNOWN;
  }

  @Override
  public long responseBytes() {
    return UNKNOWN;
  }

  @Override
  public Throwable failure() {
    return null;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    return false;
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return false;
  }

  @Override
  public void responseHeader(String name, String value) {
    // The answer is a constant of Undertow's.
  }
}
