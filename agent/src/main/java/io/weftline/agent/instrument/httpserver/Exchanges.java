package io.weftline.agent.instrument.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;

/**
 * The exchanges of all servers of the JDK in the process.
 *
 * <p>Thread-safe; called by the threads that have an exchange in hand.
 */
final class Exchanges {
  private final WeakIdentityMap<Exchange.Known> known = new WeakIdentityMap<Exchange.Known>();
  private final ServerRequests requests;

  Exchanges(ServerRequests requests) {
    this.requests = requests;
  }

  /**
   * @param given what the application gets
   * @param inner what the server has for it
   */
  void begin(Object given, Object inner) {
    if (!(given instanceof HttpExchange)) {
      return;
    }
    Exchange exchange = read((HttpExchange) given);
    exchange.followed = requests.begin(new ExchangeCall(exchange));
    known.put(new Exchange.Known(given, known.queueFor(given), exchange));
    known.put(new Exchange.Known(inner, known.queueFor(inner), exchange));
  }

  private static Exchange read(HttpExchange given) {
    URI uri = given.getRequestURI();
    String context = given.getHttpContext() == null ? null : given.getHttpContext().getPath();
    InetSocketAddress remote = given.getRemoteAddress();
    return new Exchange(
        given.getRequestHeaders(),
        given.getResponseHeaders(),
        given.getRequestMethod(),
        uri.getRawPath(),
        uri.getRawQuery(),
        given instanceof HttpsExchange ? "https" : "http",
        context == null || context.equals("/") || !context.equals(uri.getPath()) ? null : context,
        text(remote));
  }

  private static String text(InetSocketAddress remote) {
    return remote == null || remote.getAddress() == null
        ? null
        : remote.getAddress().getHostAddress();
  }

  private static String remoteAddress(Object channel) {
    try {
      SocketAddress remote = ((SocketChannel) channel).getRemoteAddress();
      return remote instanceof InetSocketAddress ? text((InetSocketAddress) remote) : null;
    } catch (IOException e) {
      // Closed by now: then nobody knows.
      return null;
    }
  }

  private Exchange of(Object key) {
    Exchange.Known entry = key == null ? null : known.get(key);
    return entry == null ? null : entry.exchange;
  }

  /** The outermost chain begins; null for those within it, and for what is not the server's. */
  Frame enter(Object given) {
    Exchange exchange = of(given);
    if (exchange == null) {
      return null;
    }
    if (exchange.handled) {
      // Who it is for is known behind the filter that asks.
      readUser(exchange, given);
      return null;
    }
    exchange.handled = true;
    return requests.enter(exchange.followed);
  }

  /** The chain has been left; if the response is out, that is the end. */
  void left(Object given, Frame frame, Throwable thrown) {
    Exchange exchange = of(given);
    ServerRequest followed =
        exchange != null ? exchange.followed : (ServerRequest) frame.context.unit();
    if (exchange != null) {
      if (thrown != null) {
        exchange.thrown = thrown;
        if (requests.isAnswered(followed)) {
          requests.failedAfterwards(followed, new ExchangeCall(exchange));
        } else {
          // The server closes the connection, whatever has been sent.
          end(exchange);
        }
      }
      if (requests.isAnswered(followed)) {
        known.remove(given);
      }
    }
    requests.left(followed, frame);
  }

  private static void readUser(Exchange exchange, Object given) {
    HttpPrincipal principal = ((HttpExchange) given).getPrincipal();
    if (principal != null) {
      exchange.user = principal.getUsername();
    }
  }

  /**
   * @param head status and length as the application says them
   */
  void committed(Object inner, long[] head) {
    Exchange exchange = of(inner);
    if (exchange == null || exchange.status != 0) {
      return;
    }
    exchange.status = (int) head[0];
    // 0 is the server's word for a response whose length nobody knows.
    exchange.responseBytes = head[1] > 0 ? head[1] : head[1] == 0 ? -1 : 0;
    requests.committed(exchange.followed, new ExchangeCall(exchange));
  }

  void written(Object inner) {
    Exchange exchange = of(inner);
    if (exchange != null) {
      known.remove(inner);
      end(exchange);
    }
  }

  /** An exchange is being closed; null if it is over, or none that is known. */
  Frame closing(ThreadContext context, Object inner) {
    return of(inner) == null ? null : context.enter(0, Long.MAX_VALUE);
  }

  /**
   * It is closed. What that call has written is told by {@link #written}; else the connection has
   * ended in the middle, or without a response.
   */
  void closed(Frame frame, Object inner) {
    ThreadContext context = frame.context;
    context.exit(frame, null, null);
    Exchange exchange = of(inner);
    if (exchange != null) {
      known.remove(inner);
      end(exchange);
    }
    context.endIfOutermost(frame);
  }

  private void end(Exchange exchange) {
    requests.ended(exchange.followed, new ExchangeCall(exchange));
  }

  /**
   * @param channel the connection
   */
  void refused(String requestLine, int status, Object channel) {
    Exchange exchange = RequestLine.of(requestLine, remoteAddress(channel));
    exchange.status = status;
    exchange.followed = requests.begin(new ExchangeCall(exchange));
    end(exchange);
  }
}
