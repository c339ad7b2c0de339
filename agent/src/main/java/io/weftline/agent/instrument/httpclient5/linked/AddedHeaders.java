package io.weftline.agent.instrument.httpclient5.linked;

import io.weftline.agent.http.ClientHeaders;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** Headers that are in a request of the application for a moment. Used by one thread. */
final class AddedHeaders extends ClientHeaders {
  private static final int MAX = 3;

  private final HttpRequest request;
  private final Header[] added = new Header[MAX];
  private int count;

  AddedHeaders(HttpRequest request) {
    this.request = request;
  }

  @Override
  public boolean has(String name) {
    return request.containsHeader(name);
  }

  @Override
  public void set(String name, String value) {
    Header header = new BasicHeader(name, value);
    request.addHeader(header);
    added[count++] = header;
  }

  /** The request is the application's again. */
  void remove() {
    for (int i = 0; i < count; i++) {
      request.removeHeader(added[i]);
    }
  }
}
