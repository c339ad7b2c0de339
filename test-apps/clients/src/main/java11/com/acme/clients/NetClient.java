package com.acme.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The client that the JDK has since 11, sending and waiting, or waiting for the future. */
public class NetClient implements Client {
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @Override
  public Answer call(String method, String url, String traceParent, byte[] body) throws Exception {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofMillis(Client.timeoutMillis(url)))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (traceParent != null) {
      builder.header("TraceParent", traceParent);
    }
    HttpRequest request = builder.build();
    HttpResponse<byte[]> response = send(client, request);
    boolean redirected = response.previousResponse().isPresent();
    if (!redirected && !response.request().equals(request)) {
      throw new IllegalStateException("the request is not the one that was sent");
    }
    if (response.request().headers().map().size() > (traceParent == null ? 0 : 1)) {
      throw new IllegalStateException("the request has other headers than before");
    }
    return new Answer(response.statusCode(), response.body());
  }

  HttpResponse<byte[]> send(HttpClient by, HttpRequest request) throws Exception {
    return by.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public boolean cancel(String url, Runnable arrived) throws Exception {
    CompletableFuture<HttpResponse<Void>> future =
        client.sendAsync(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.discarding());
    arrived.run();
    future.cancel(true);
    try {
      future.get();
      return false;
    } catch (CancellationException e) {
      return true;
    } catch (ExecutionException e) {
      // What a newer one makes of it.
      return e.getCause() instanceof CancellationException;
    }
  }

  @Override
  public void close() {}

  /** The same, asynchronous. */
  public static final class Async extends NetClient {
    @Override
    HttpResponse<byte[]> send(HttpClient by, HttpRequest request) throws Exception {
      try {
        return by.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
  }
}
