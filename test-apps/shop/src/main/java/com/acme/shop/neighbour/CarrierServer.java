package com.acme.shop.neighbour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Stands in for the tracking service of the carrier: a slow HTTP service on a free port. */
@Component
public class CarrierServer {

  private static final Duration ANSWER_TIME = Duration.ofMillis(1_300);
  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, task -> daemon(task, "carrier"));

  CarrierServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/tracking/", CarrierServer::answer);
  }

  /** The server's own thread is a daemon only if a daemon starts it. */
  @PostConstruct
  void start() throws InterruptedException {
    Thread starter = daemon(server::start, "carrier-start");
    starter.start();
    starter.join();
  }

  @PreDestroy
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Thread.sleep(ANSWER_TIME.toMillis());
      String path = exchange.getRequestURI().getPath();
      String parcel = path.substring(path.lastIndexOf('/') + 1);
      byte[] body =
          "{\"parcel\":\"%s\",\"state\":\"IN_TRANSIT\"}"
              .formatted(parcel)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
