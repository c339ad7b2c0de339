package io.weftline.agent.instrument.undertow.linked;

import io.undertow.security.api.SecurityContext;
import io.undertow.security.idm.Account;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HttpString;
import io.weftline.agent.http.LostClient;
import io.weftline.agent.http.ServerCall;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.instrument.undertow.ServletTurn;
import io.weftline.agent.instrument.undertow.UndertowInstrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collections;
import java.util.List;

/** An exchange of Undertow's core. */
final class UndertowCall extends ServerCall {
  private static final AttachmentKey<Object> KEY = AttachmentKey.create(Object.class);

  /** When it is asked. */
  enum Moment {
    /** While it lasts. */
    LASTS,
    /** When nothing more will be sent. */
    ENDS,
    /** When the application has left it after that. */
    OVER
  }

  private final HttpServerExchange exchange;
  private final Moment moment;

  UndertowCall(HttpServerExchange exchange) {
    this(exchange, Moment.LASTS);
  }

  UndertowCall(HttpServerExchange exchange, Moment moment) {
    this.exchange = exchange;
    this.moment = moment;
  }

  /** What is followed for an exchange, or null. */
  static ServerRequest followed(HttpServerExchange exchange) {
    return (ServerRequest) exchange.getAttachment(KEY);
  }

  /** Begins to follow an exchange that is not complete. */
  static ServerRequest follow(HttpServerExchange exchange) {
    ServerRequest followed = UndertowInstrumentation.requests().begin(new UndertowCall(exchange));
    exchange.putAttachment(KEY, followed);
    exchange.addExchangeCompleteListener(Listeners.ALL);
    exchange.addResponseCommitListener(Listeners.ALL);
    return followed;
  }

  static String path(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    if (uri == null || !exchange.isHostIncludedInRequestURI()) {
      return uri;
    }
    int authority = uri.indexOf("://");
    int path = authority < 0 ? 0 : uri.indexOf('/', authority + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  static String query(HttpServerExchange exchange) {
    String query = exchange.getQueryString();
    return query == null || query.isEmpty() ? null : query;
  }

  static String text(InetAddress address) {
    return address == null ? null : address.getHostAddress();
  }

  @Override
  public String method() {
    return exchange.getRequestMethod().toString();
  }

  @Override
  public String path() {
    return path(exchange);
  }

  @Override
  public String query() {
    return query(exchange);
  }

  @Override
  public String scheme() {
    return exchange.getRequestScheme();
  }

  @Override
  public String serverName() {
    return exchange.getHostName();
  }

  @Override
  public int serverPort() {
    return exchange.getHostPort();
  }

  @Override
  public String remoteAddress() {
    SocketAddress peer = exchange.getConnection().getPeerAddress();
    return peer instanceof InetSocketAddress ? text(((InetSocketAddress) peer).getAddress()) : null;
  }

  @Override
  public String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  @Override
  public List<String> headers(String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? Collections.<String>emptyList() : values;
  }

  @Override
  public String mapping() {
    // The container of servlets has said it already, if there is one.
    return null;
  }

  @Override
  public String user() {
    SecurityContext security = exchange.getSecurityContext();
    Account account = security == null ? null : security.getAuthenticatedAccount();
    return account == null || account.getPrincipal() == null
        ? null
        : account.getPrincipal().getName();
  }

  @Override
  public String session() {
    ServletTurn turn = turn();
    return turn == null ? null : turn.session;
  }

  private ServletTurn turn() {
    ServerRequest followed = followed(exchange);
    return followed == null ? null : (ServletTurn) followed.note;
  }

  @Override
  public int status() {
    return moment != Moment.LASTS && !exchange.isResponseStarted() ? 0 : exchange.getStatusCode();
  }

  @Override
  public long requestBytes() {
    return exchange.getRequestContentLength();
  }

  @Override
  public long responseBytes() {
    return exchange.getResponseBytesSent();
  }

  @Override
  public Throwable failure() {
    Throwable failure = exchange.getAttachment(DefaultResponseListener.EXCEPTION);
    ServletTurn turn = failure == null ? turn() : null;
    return turn == null ? failure : turn.thrown;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    if (failure == null) {
      return false;
    }
    if (exchange.getRequestContentLength() > 0
        && LostClient.is(failure, "io.undertow.conduits.FixedLengthStreamSource")) {
      // Less has come than was said; what is left of the connection is good for an answer.
      return true;
    }
    boolean unfinished =
        !exchange.isRequestComplete()
            || !exchange.isResponseComplete()
            || moment == Moment.OVER && !exchange.getConnection().isOpen();
    return unfinished
        && LostClient.is(
            failure,
            "org.xnio.",
            "io.undertow.conduits.",
            "io.undertow.protocols.",
            "io.undertow.server.protocol.");
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return exchange.getResponseHeaders().contains(name);
  }

  @Override
  public void responseHeader(String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }
}
