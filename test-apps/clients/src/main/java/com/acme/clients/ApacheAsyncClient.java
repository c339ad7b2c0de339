package com.acme.clients;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, asynchronous. */
public final class ApacheAsyncClient implements Client {
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().disableAutomaticRetries().build();

  public ApacheAsyncClient() {
    client.start();
  }

  @Override
  public Answer call(String method, String url, String traceParent, byte[] body) throws Exception {
    SimpleHttpRequest request = new SimpleHttpRequest(method, java.net.URI.create(url));
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(Client.timeoutMillis(url)))
            .build());
    if (traceParent != null) {
      request.setHeader("TraceParent", traceParent);
    }
    if (body != null) {
      request.setBody(body, ContentType.APPLICATION_OCTET_STREAM);
    }
    int headers = request.getHeaders().length;
    try {
      SimpleHttpResponse response = client.execute(request, null).get();
      if (request.getHeaders().length != headers) {
        throw new IllegalStateException("the request has other headers than before");
      }
      byte[] content = response.getBodyBytes();
      return new Answer(response.getCode(), content == null ? new byte[0] : content);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  @Override
  public boolean cancel(String url, Runnable arrived) throws Exception {
    Future<SimpleHttpResponse> future =
        client.execute(new SimpleHttpRequest("GET", java.net.URI.create(url)), null);
    arrived.run();
    future.cancel(true);
    try {
      future.get();
    } catch (CancellationException e) {
      return true;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
