package com.acme.shop.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Sends a number of requests and collects what comes back. */
final class LoadRun {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final URI shop;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(REQUEST_TIMEOUT)
          .build();

  LoadRun(URI shop) {
    this.shop = shop;
  }

  LoadSummary send(List<Call> calls, int threads, Duration maxDuration)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    try {
      calls.forEach(call -> pool.execute(() -> outcomes.add(send(call))));
      pool.shutdown();
      pool.awaitTermination(maxDuration.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      pool.shutdownNow();
    }
    return new LoadSummary(calls.size(), List.copyOf(outcomes), since(start));
  }

  private Outcome send(Call call) {
    HttpRequest request =
        HttpRequest.newBuilder(shop.resolve(call.path()))
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", "application/json")
            .method(call.method(), BodyPublishers.ofString(call.body()))
            .build();
    long start = System.nanoTime();
    String status = status(request);
    return new Outcome(call.endpoint(), status, since(start));
  }

  private String status(HttpRequest request) {
    try {
      return Integer.toString(client.send(request, BodyHandlers.ofString()).statusCode());
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
