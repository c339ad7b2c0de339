package com.acme.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** The JDK's {@code HttpURLConnection}, driven in another way each time. */
public final class UrlClient implements Client {
  private int calls;

  @Override
  public Answer call(String method, String url, String traceParent, byte[] body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(Client.timeoutMillis(url));
    connection.setRequestMethod(method);
    if (traceParent != null) {
      connection.setRequestProperty("TraceParent", traceParent);
    }
    int way = calls++ % 4;
    if (body != null) {
      connection.setDoOutput(true);
      if (way == 1) {
        connection.setChunkedStreamingMode(1000);
      } else if (way == 2) {
        connection.setFixedLengthStreamingMode(body.length);
      } else if (way == 3) {
        connection.connect();
      }
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    } else if (way == 1) {
      connection.connect();
    } else if (way == 2) {
      connection.getHeaderField("Content-Length");
    }
    int status = connection.getResponseCode();
    connection.getHeaderFields();
    InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    try (InputStream open = in) {
      return new Answer(status, Stub.all(open));
    }
  }

  @Override
  public boolean cancel(String url, Runnable arrived) {
    return false;
  }

  @Override
  public void close() {}
}
