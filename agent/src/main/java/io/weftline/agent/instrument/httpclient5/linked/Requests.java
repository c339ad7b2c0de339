package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientCall;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.instrument.httpclient5.HttpClient5Instrumentation;
import io.weftline.bootstrap.ThreadContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/** What is read of the library's requests. */
final class Requests {
  private Requests() {}

  /** A call whose request is not known yet. */
  static ClientCall begin(ThreadContext context, HttpHost target) {
    return HttpClient5Instrumentation.calls()
        .begin(
            context,
            null,
            target == null ? null : target.getSchemeName(),
            target == null ? null : target.getHostName(),
            target == null ? -1 : target.getPort(),
            null,
            null);
  }

  /** Says what is called. */
  static void describe(ClientCall call, HttpHost target, HttpRequest request) {
    URIAuthority authority = request.getAuthority();
    String scheme = target != null ? target.getSchemeName() : request.getScheme();
    String host = target != null ? target.getHostName() : null;
    int port = target != null ? target.getPort() : -1;
    if (target == null && authority != null) {
      host = authority.getHostName();
      port = authority.getPort();
    }
    String path = request.getPath();
    int query = path == null ? -1 : path.indexOf('?');
    call.target(
        request.getMethod(),
        scheme,
        host,
        port,
        query < 0 ? path : path.substring(0, query),
        query < 0 ? null : path.substring(query + 1));
  }

  /** Puts headers in; null if there are none to be taken out again. */
  static AddedHeaders propagate(ClientCall call, HttpRequest request) {
    ClientCalls calls = HttpClient5Instrumentation.calls();
    if (!calls.propagates(call)) {
      return null;
    }
    AddedHeaders headers = new AddedHeaders(request);
    calls.propagate(call, headers);
    return headers;
  }
}
