package com.acme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A page that asks another server. */
final class Calls {
  private static final int TIMEOUT_MILLIS = 20_000;

  private Calls() {}

  /**
   * The status and the body of what was answered.
   *
   * @param by {@code url} or {@code net}
   */
  static String make(String by, String url) throws IOException {
    return switch (by) {
      case "url" -> byUrlConnection(url);
      case "net" -> Client.get(url).join();
      default -> throw new IllegalArgumentException(by);
    };
  }

  private static String byUrlConnection(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      String body = new String(Work.readAll(in), StandardCharsets.UTF_8);
      return connection.getResponseCode() + " " + body;
    }
  }

  /** Made when first asked for. */
  private static final class Client {
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static CompletableFuture<String> get(String url) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
              .build();
      return CLIENT
          .sendAsync(request, HttpResponse.BodyHandlers.ofString())
          .thenApply(response -> response.statusCode() + " " + response.body());
    }
  }
}
