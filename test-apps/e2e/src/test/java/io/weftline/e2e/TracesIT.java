package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two services with an agent each, of which one asks the other: their files join. */
class TracesIT {
  private static final String SERVED = "http.server.request";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final int REQUESTS = 20;

  private final Map<String, Answer> answers = new LinkedHashMap<>();

  @ParameterizedTest
  @CsvSource({
    "tomcat10, url, undertow2.3",
    "jetty12, net, tomcat11",
    "undertow2.2, url, jdk",
    "jdk, net, jetty9"
  })
  void theFilesOfBothJoin(String first, String by, String second)
      throws IOException, InterruptedException {
    Results results = serve(first, by, second, "true");

    Events calls = results.one.events("http.client.request");
    assertEquals(answers.size(), calls.size(), calls::toString);
    assertEquals(answers.size(), served(results.two).size());
    answers.forEach(
        (sent, answer) -> {
          assertEquals(200, answer.status());
          String id = answer.header("x-request-id");
          Event asked = served(results.one).where("request_id", id).only();
          Event call = calls.where("request_id", id).only();
          Event served = served(results.two).where("request_id", id).only();
          assertEquals(asked.text("span_id"), call.text("parent_span_id"));
          assertEquals(call.text("span_id"), served.text("parent_span_id"));
          assertEquals(asked.text("trace_id"), call.text("trace_id"));
          assertEquals(asked.text("trace_id"), served.text("trace_id"));
          if (sent.startsWith("sent")) {
            assertEquals(sent, id);
            assertEquals(TRACE, asked.text("trace_id"));
            assertEquals(PARENT, asked.text("parent_span_id"));
          } else {
            assertFalse(asked.has("parent_span_id"), asked::toString);
          }
        });
    // Those that nobody has sent a trace with have one each.
    assertEquals(REQUESTS + 1, served(results.two).countsBy("trace_id").size());
  }

  @ParameterizedTest
  @CsvSource("jetty12, url, tomcat10")
  void theyDoNotJoinIfNothingIsToPropagate(String first, String by, String second)
      throws IOException, InterruptedException {
    Results results = serve(first, by, second, "false");

    for (Event served : served(results.two)) {
      assertFalse(served.has("parent_span_id"), served::toString);
      assertNotEquals(TRACE, served.text("trace_id"));
      assertEquals(0, results.one.events().where("request_id", served.text("request_id")).size());
    }
    assertEquals(answers.size(), served(results.two).countsBy("trace_id").size());
  }

  private static Events served(Result result) {
    return result.events(SERVED).ended();
  }

  private Results serve(String first, String by, String second, String propagate)
      throws IOException, InterruptedException {
    AppRun one =
        Server.named(first)
            .run()
            .option("service.name", "one")
            .option("http.client.log", "all")
            .option("trace.propagate", propagate);
    AppRun two = Server.named(second).run().option("service.name", "two");
    AppRun onePlain = Server.named(first).run().withoutAgent();
    AppRun twoPlain = Server.named(second).run().withoutAgent();
    try (Running oneRunning = one.start();
        Running twoRunning = two.start();
        Running onePlainRunning = onePlain.start();
        Running twoPlainRunning = twoPlain.start()) {
      ask(page(port(one, oneRunning), by, port(two, twoRunning)), answers);
      Map<String, Answer> expected = new LinkedHashMap<>();
      ask(page(port(onePlain, onePlainRunning), by, port(twoPlain, twoPlainRunning)), expected);
      answers.forEach((id, answer) -> assertEquals(expected.get(id).seen(), answer.seen()));
      oneRunning.endInput();
      twoRunning.endInput();
      onePlainRunning.endInput();
      twoPlainRunning.endInput();
      return new Results(
          oneRunning.await().assertHealthy().assertSameOutputAs(onePlainRunning.await()),
          twoRunning.await().assertHealthy().assertSameOutputAs(twoPlainRunning.await()));
    }
  }

  private static int port(AppRun run, Running running) throws IOException {
    running.awaitOutput("ready");
    return Integer.parseInt(Files.readString(run.directory().resolve("port")));
  }

  private static URI page(int port, String by, int other) {
    String to = "http://localhost:" + other + "/app/sync";
    return URI.create("http://localhost:" + port + "/app/call?by=" + by + "&to=" + to);
  }

  /** Many at once, every other one as part of a trace and with an id. */
  private static void ask(URI page, Map<String, Answer> answers) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Map<String, CompletableFuture<HttpResponse<String>>> due = new LinkedHashMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30));
      due.put("made-" + i, client.sendAsync(request.build(), BodyHandlers.ofString()));
      request
          .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
          .header("X-Request-ID", "sent-" + i);
      due.put("sent-" + i, client.sendAsync(request.build(), BodyHandlers.ofString()));
    }
    due.forEach(
        (id, response) -> {
          HttpResponse<String> done = response.join();
          answers.put(id, Answer.of(done.statusCode(), done.headers().map(), done.body()));
        });
  }

  private record Results(Result one, Result two) {}
}
