package com.acme.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As many of the pages as make sense on the server of the JDK. */
public final class OnJdk {
  private OnJdk() {}

  public static void main(String[] arguments) throws Exception {
    Harness.quiet();
    // Else each answer waits 40 ms for the client's acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    server.setExecutor(threads);
    server.createContext("/app", OnJdk::handle);
    server.createContext("/app/sync", exchange -> answer(exchange, 200, "page /sync"));
    server.start();
    Harness.serve(server.getAddress().getPort());
    server.stop(0);
    threads.shutdown();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/app/target", "/app/items/7" -> answer(exchange, 200, "page");
      case "/app/async/complete" -> Work.OTHERS.execute(() -> answerLater(exchange, 200));
      case "/app/async/error" -> Work.OTHERS.execute(() -> answerLater(exchange, 500));
      case "/app/async/early" -> {
        answer(exchange, 200, "early");
        exchange.close();
      }
      case "/app/senderror" -> {
        String query = exchange.getRequestURI().getQuery();
        exchange.sendResponseHeaders(Integer.parseInt(query.substring("status=".length())), -1);
      }
      case "/app/fail" -> throw new IllegalStateException("made to fail");
      case "/app/closed-fail" -> {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        throw new IllegalStateException("made to fail at the end");
      }
      case "/app/closed-input" -> {
        exchange.getRequestBody().close();
        answer(exchange, 200, "read " + exchange.getRequestBody().read());
      }
      case "/app/drain" ->
          answer(exchange, 200, Work.digest(Work.readAll(exchange.getRequestBody())));
      case "/app/late-fail" -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('b');
        exchange.getResponseBody().flush();
        throw new IllegalStateException("made to fail late");
      }
      case "/app/form" -> {
        String form = new String(Work.readAll(exchange.getRequestBody()), StandardCharsets.UTF_8);
        StringBuilder values = new StringBuilder();
        for (String each : form.split("&")) {
          values.append(
              URLDecoder.decode(each.substring(each.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        answer(exchange, 200, values.toString());
      }
      case "/app/echo", "/app/text" -> echo(exchange);
      case "/app/call" -> {
        String[] by = exchange.getRequestURI().getQuery().split("[=&]", 4);
        answer(exchange, 200, Calls.make(by[1], by[3]));
      }
      case "/app/flood" -> {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          Work.flood(out);
        }
      }
      case "/app/own-id" -> {
        exchange.getResponseHeaders().set("X-Request-ID", "own");
        answer(exchange, 200, "own");
      }
      default -> answer(exchange, 404, "nothing here");
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] read = Work.readAll(exchange.getRequestBody());
    String query = exchange.getRequestURI().getQuery();
    byte[] bytes =
        query == null ? read : Work.pattern(Integer.parseInt(query.substring("bytes=".length())));
    exchange.getResponseHeaders().set(Work.READ, Work.digest(read));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    exchange.getResponseHeaders().set("Content-Type", type);
    answer(exchange, 200, bytes);
  }

  private static void answerLater(HttpExchange exchange, int status) {
    try {
      answer(exchange, status, "completed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
    }
    // For the server a length of 0 is one that is not known.
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (!head && bytes.length > 0) {
        out.write(bytes);
      }
    }
  }
}
