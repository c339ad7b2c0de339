package io.weftline.agent.instrument.httpserver;

import com.sun.net.httpserver.Headers;
import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;

/**
 * What is known of an exchange: leads to neither of the two objects that it is known by.
 *
 * <p>The threads that have the exchange in hand have it, one after the other.
 */
final class Exchange {
  final Headers requestHeaders;
  final Headers responseHeaders;
  final String method;
  final String path;
  final String query;
  final String scheme;
  final String mapping;
  final String remoteAddress;

  /** Set once, before anything else gets hold of this. */
  ServerRequest followed;

  /** What was sent, or 0. */
  volatile int status;

  /** Of the response; negative if it is not known. */
  volatile long responseBytes = -1;

  /** Of the authenticated user, or null. */
  volatile String user;

  /** Whether the chain of filters has begun. */
  volatile boolean handled;

  /** What left the chain of filters: the connection is closed then. */
  volatile Throwable thrown;

  Exchange(
      Headers requestHeaders,
      Headers responseHeaders,
      String method,
      String path,
      String query,
      String scheme,
      String mapping,
      String remoteAddress) {
    this.requestHeaders = requestHeaders;
    this.responseHeaders = responseHeaders;
    this.method = method;
    this.path = path;
    this.query = query;
    this.scheme = scheme;
    this.mapping = mapping;
    this.remoteAddress = remoteAddress;
  }

  /** An entry for one of the objects. */
  static final class Known extends WeakIdentityMap.Entry {
    final Exchange exchange;

    Known(Object key, ReferenceQueue<Object> queue, Exchange exchange) {
      super(key, queue);
      this.exchange = exchange;
    }
  }
}
