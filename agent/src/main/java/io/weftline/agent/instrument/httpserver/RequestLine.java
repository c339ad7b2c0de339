package io.weftline.agent.instrument.httpserver;

import com.sun.net.httpserver.Headers;

/** What the line says of a request that became no exchange, as far as it is one. */
final class RequestLine {
  private RequestLine() {}

  /** Never null, whatever the line. */
  static Exchange of(String line, String remoteAddress) {
    String text = line == null ? "" : line;
    int method = text.indexOf(' ');
    int uri = method < 0 ? -1 : text.indexOf(' ', method + 1);
    String target = uri < 0 ? null : text.substring(method + 1, uri);
    int query = target == null ? -1 : target.indexOf('?');
    return new Exchange(
        new Headers(),
        new Headers(),
        method < 0 ? null : text.substring(0, method),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? null : target.substring(query + 1),
        null,
        null,
        remoteAddress);
  }
}
