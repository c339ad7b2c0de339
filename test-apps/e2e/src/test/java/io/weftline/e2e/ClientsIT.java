package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call to another service is one event, by whatever client, and carries its trace along. */
class ClientsIT {
  private static final String CALL = "http.client.request";
  private static final int BODIES = 2_000;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OWN = "00-11111111111111111111111111111111-2222222222222222-00";

  /** Clients, and the version of what is no client of the JDK. */
  private static final Map<String, List<String>> CLIENTS =
      Map.of(
          "UrlClient", List.of("old"),
          "NetClient", List.of("old"),
          "NetClient$Async", List.of("old"),
          "ApacheClient", List.of("old", "new"),
          "ApacheAsyncClient", List.of("old", "new"));

  /** Each client on each JDK that has it. */
  static Stream<Arguments> all() {
    return some()
        .flatMap(
            jdk ->
                CLIENTS.keySet().stream()
                    .sorted()
                    .filter(client -> jdk.release() >= 11 || !client.startsWith("Net"))
                    .flatMap(
                        client ->
                            CLIENTS.get(client).stream()
                                .map(version -> Arguments.of(jdk, client, version))));
  }

  /**
   * The one that runs the tests and the oldest; all with {@code -Dweftline.clients=all}, which
   * takes ten minutes.
   */
  private static Stream<Jdk> some() {
    boolean all = "all".equals(System.getProperty("weftline.clients"));
    return Jdk.all()
        .filter(jdk -> all || jdk.release() == 8 || jdk.release() == Jdk.running().release());
  }

  static Stream<Jdk> from11() {
    return some().filter(jdk -> jdk.release() >= 11);
  }

  private static AppRun run(Jdk jdk, String program, String version) {
    return AppRun.of("com.acme.clients." + program, Project.clients(version))
        .on(jdk)
        .option("http.client.log", "all");
  }

  @ParameterizedTest
  @MethodSource("all")
  void writesOneEventForEachCallAndChangesNothing(Jdk jdk, String client, String version) {
    Result result = run(jdk, "Calls", version).args(client, String.valueOf(BODIES)).runHealthy();

    List<String> expected =
        result
            .out()
            .lines()
            .filter(line -> line.contains(" http://"))
            .map(line -> line.replace("token=abc", "token=REDACTED"))
            .map(line -> line.replaceAll(" [0-9]+ bytes$", ""))
            .collect(Collectors.toList());
    if (result.out().contains("cancelled true")) {
      expected.add("GET http://127.0.0.1/hang/2 java.util.concurrent.CancellationException");
    }
    Events calls = result.events(CALL);
    List<String> written = new ArrayList<>();
    for (Event call : calls) {
      if (!call.text("url.full").endsWith("/bodies")) {
        written.add(describe(call));
      }
      assertEquals("127.0.0.1", call.text("server.address"));
      assertTrue(call.text("url.full").contains(":" + call.integer("server.port") + "/"));
      assertEquals("main", call.text("thread.name"));
      assertFalse(call.has("trace_id"), call::toString);
      boolean failed = call.has("error.type");
      assertEquals(failed ? "failure" : "success", call.text("outcome"), call::toString);
    }
    // Who waits for a future may be quicker than its callbacks.
    assertEquals(
        expected.stream().sorted().toList(), written.stream().sorted().toList(), result::describe);
    assertEquals(BODIES, calls.size() - written.size());
    assertTrue(result.out().contains("own 1, ours 0"), result::describe);
    assertEquals(
        Map.of(
            "GET", (long) calls.where("http.request.method", "GET").size(),
            "POST", (long) calls.where("http.request.method", "POST").size()),
        result.events().sums("metrics.client", "http.request.method", "stats.count"));
  }

  /** As the program prints it. */
  private static String describe(Event call) {
    boolean answered = call.has("http.response.status_code");
    String status = answered ? call.text("http.response.status_code") : call.text("error.type");
    if (answered && Integer.parseInt(status) >= 400) {
      assertEquals(status, call.text("error.type"));
    }
    String url = call.text("url.full").replaceAll(":[0-9]+/", "/");
    return call.text("http.request.method") + " " + url + " " + status;
  }

  @ParameterizedTest
  @MethodSource("all")
  void carriesTheTraceOfTheRequestAlong(Jdk jdk, String client, String version) throws IOException {
    AppRun run = run(jdk, "Units", version).args(client).option("slow.request", "0");
    Result result = run.runHealthy();

    Event request = result.events("http.server.request").ended().only();
    assertEquals(TRACE, request.text("trace_id"));
    Events calls = result.events(CALL);
    List<String> seen = Files.readAllLines(run.directory().resolve("seen.txt"));
    assertEquals(7, seen.size(), seen::toString);
    for (Event call : calls) {
      if (call.text("url.full").endsWith("/after")) {
        assertFalse(call.has("trace_id"), call::toString);
        continue;
      }
      assertEquals(TRACE, call.text("trace_id"));
      assertEquals(request.text("span_id"), call.text("parent_span_id"));
      assertNotEquals(request.text("span_id"), call.text("span_id"));
      assertEquals("asked-1", call.text("request_id"));
      String path = call.text("url.full").replaceAll("^http://[^/]*", "");
      String headers =
          path.equals("/own")
              ? OWN + " - asked-1"
              : "00-" + TRACE + "-" + call.text("span_id") + "-01 acme=1,other=2 asked-1";
      assertTrue(
          seen.contains(call.text("http.request.method") + " " + path + " " + headers),
          () -> call + " in " + seen);
    }
    assertEquals(6, calls.size());
    assertTrue(seen.contains("GET /after - - -"), seen::toString);
    // Where a client is sent elsewhere it is the same call; the asynchronous one of Apache makes a
    // request of its own there.
    String target = client.equals("ApacheAsyncClient") ? "- - -" : "acme=1,other=2 asked-1";
    assertTrue(
        seen.stream().anyMatch(l -> l.startsWith("GET /ok?from=redirect") && l.endsWith(target)),
        seen::toString);

    assertEquals(5, request.integer("breakdown.http_client_count"));
    assertTrue(request.decimal("breakdown.http_client_ms") > 0);
    long nodes = 0;
    for (var node : request.at("calls")) {
      assertEquals("http", node.path("kind").asText(), request::toString);
      assertTrue(node.path("name").asText().endsWith(" 127.0.0.1"), request::toString);
      nodes += node.path("count").asLong(1);
    }
    assertEquals(5, nodes, request::toString);
  }

  @ParameterizedTest
  @MethodSource("all")
  void sendsNoHeadersIfItIsNotToPropagate(Jdk jdk, String client, String version)
      throws IOException {
    AppRun run = run(jdk, "Units", version).args(client).option("trace.propagate", "false");
    run.runHealthy();

    for (String line : Files.readAllLines(run.directory().resolve("seen.txt"))) {
      assertTrue(line.endsWith(" - - -") || line.endsWith(OWN + " - -"), line);
    }
  }

  @ParameterizedTest
  @MethodSource("from11")
  void leavesHttp2AndWebSocketsAlone(Jdk jdk) {
    Result result = run(jdk, "Protocols", "old").runHealthy();

    Events calls = result.events(CALL);
    assertEquals(3, calls.where("http.response.status_code", 101).size());
    assertEquals(6, calls.where("http.response.status_code", 200).size());
    Events inner = result.events("http.server.request").where("url.path", "/inner");
    for (Event call : calls.matching("inner", e -> e.text("url.full").endsWith("/inner"))) {
      Event served = inner.where("parent_span_id", call.text("span_id")).last();
      assertEquals(call.text("trace_id"), served.text("trace_id"));
    }
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void followsConnectionsOverTls(Jdk jdk) throws IOException, InterruptedException {
    AppRun run = run(jdk, "Secure", "old");
    Path store = AppRun.newDirectory("keys").resolve("keys.p12");
    makeKey(store);
    Result result = run.args(store.toString()).runHealthy();

    List<String> printed = result.out().lines().toList();
    assertEquals(4, printed.size(), result::describe);
    assertEquals(List.of("/connect 200 2", "/direct 200 2"), printed.subList(0, 2));
    assertEquals(
        printed.stream().map(line -> line.replaceAll(" 2$", "")).toList(),
        result.events(CALL).stream()
            .map(call -> describe(call).replaceAll("^GET https://127.0.0.1", ""))
            .toList());
    assertEquals(2, result.events(CALL).where("outcome", "failure").size());
  }

  private static void makeKey(Path store) throws IOException, InterruptedException {
    Path keytool = Jdk.running().home().resolve("bin").resolve("keytool");
    assumeTrue(Files.isExecutable(keytool), "the JDK has no keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void doesNotGetInTheWayOfClassesThatComeOverHttp(Jdk jdk) {
    Result result = run(jdk, "Loading", "old").runHealthy();

    assertEquals(20, result.events(CALL).where("http.response.status_code", 200).size());
  }

  @Test
  void writesSlowAndFailedCallsOnlyUnlessAsked() {
    Result result =
        AppRun.of("com.acme.clients.Calls", Project.clients("old"))
            .args("UrlClient", "20")
            .option("slow.client", "250ms")
            .runHealthy();

    Events calls = result.events(CALL);
    assertEquals(6, calls.size(), calls::toString);
    assertEquals(6, calls.where("outcome", "failure").size());
    Event hanging = calls.where("slow", true).only();
    assertEquals(250, hanging.integer("threshold_ms"));
    assertEquals("java.net.SocketTimeoutException", hanging.text("error.type"));
  }

  @Test
  void countsCallsThatHaveNoLines() {
    Result result =
        AppRun.of("com.acme.clients.Calls", Project.clients("old"))
            .args("UrlClient", "20")
            .option("http.client.log", "none")
            .runHealthy();

    assertTrue(result.events(CALL).isEmpty());
    Map<String, Long> counts =
        result.events().sums("metrics.client", "http.request.method", "stats.count");
    assertEquals(Map.of("GET", 7L, "POST", 23L), counts);
  }
}
