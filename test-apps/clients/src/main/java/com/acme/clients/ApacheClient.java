package com.acme.clients;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, classic. */
public final class ApacheClient implements Client {
  private final CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();

  @Override
  public Answer call(String method, String url, String traceParent, byte[] body) throws Exception {
    HttpUriRequestBase request = new HttpUriRequestBase(method, java.net.URI.create(url));
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(Client.timeoutMillis(url)))
            .build());
    if (traceParent != null) {
      request.setHeader("TraceParent", traceParent);
    }
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
    }
    int headers = request.getHeaders().length;
    try (CloseableHttpResponse response = client.execute(request)) {
      byte[] content =
          response.getEntity() == null
              ? new byte[0]
              : EntityUtils.toByteArray(response.getEntity());
      if (request.getHeaders().length != headers) {
        throw new IllegalStateException("the request has other headers than before");
      }
      return new Answer(response.getCode(), content);
    }
  }

  @Override
  public boolean cancel(String url, Runnable arrived) {
    return false;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
