package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * All that a client asks of a server, the same each time. Each request has an id by which its
 * answer and its event are found. Used by one thread.
 */
final class Visit {
  /** How many bodies are sent to each server with the agent. */
  static final int POSTS = Integer.getInteger("weftline.posts", 1_000);

  /** And how many without: what they must be answered is known, so that some are enough. */
  static final int POSTS_WITHOUT = Integer.getInteger("weftline.posts", 100);

  static final int KEPT_ALIVE = 200;
  static final int MULTIPLEXED = 30;
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String PARENT = "00f067aa0ba902b7";
  static final String EVIL = "evil";

  /** Whom the last proxy that is not trusted names; what stands before may be invented. */
  static final String FORWARDED = "203.0.113.7";

  /** The client breaks off in the middle of its body, and is gone or still listens. */
  static final String BODY_RESET = "body-reset";

  static final String BODY_ENDED = "body-ended";

  /** The application closes the body itself and reads on, which some servers refuse. */
  static final String CLOSED_INPUT = "closed-input";

  /** Or sends one that is none. */
  static final String BODY_BROKEN = "body-broken";

  /** It takes back what it has asked for, over a connection that stays. */
  static final String H2_CANCELLED = "h2-cancelled";

  private static final List<String> EVIL_IDS =
      List.of(
          EVIL.repeat(33),
          "evil evil",
          "<script>evil()</script>",
          "evil\"},{\"evil",
          "evil\u00e4",
          "${evil}");

  /** One line each by two proxies. */
  private static final String[] FORWARDING = {
    "X-Request-ID: forwarded",
    "X-Forwarded-For: 198.51.100.1",
    "X-Forwarded-For: " + FORWARDED + ", 127.0.0.1"
  };

  private static final int AT_ONCE = 4;

  private static final List<String> PAGES =
      List.of(
          "/sync",
          "/items/7",
          "/async/complete",
          "/async/started",
          "/async/dispatch",
          "/async/error",
          "/async/early",
          "/async/timeout",
          "/forward",
          "/include",
          "/senderror?status=503",
          "/senderror?status=404",
          "/senderror?status=500",
          "/own-id",
          "/attributes",
          "/missing");

  /** By the id that was sent. */
  final Map<String, Answer> answers = new LinkedHashMap<>();

  /** Those that were sent with an id that is none, one after the other. */
  final List<Answer> evil = new ArrayList<>();

  /** Those that cannot be read as a request. */
  final List<Answer> nonsense = new ArrayList<>();

  /** What was sent with a body and what came back, by the id that was sent. */
  final Map<String, Posted> posted = new LinkedHashMap<>();

  /** Of the one that nobody waited for. */
  int abortedStatus;

  private final Server server;
  private final int port;
  private final int posts;
  private final String root;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Visit(Server server, int port, int posts) {
    this.server = server;
    this.posts = posts;
    this.port = port;
    root = "http://localhost:" + port + "/app";
  }

  void make() throws IOException, InterruptedException {
    abort();
    for (String page : PAGES) {
      ask("page" + page.replaceAll("[^a-z0-9]", "-"), request(page).build());
    }
    ask("head", request("/sync").method("HEAD", BodyPublishers.noBody()).build());
    for (String page : List.of("fail", "late-fail", "closed-fail", CLOSED_INPUT)) {
      try (RawHttp raw = new RawHttp(port)) {
        answers.put(page, raw.get("/app/" + page, "X-Request-ID: " + page));
      }
    }
    ask(
        "traced",
        request("/sync").header("traceparent", "00-" + TRACE + "-" + PARENT + "-01").build());
    try (RawHttp raw = new RawHttp(port)) {
      answers.put("forwarded", raw.get("/app/sync", FORWARDING));
    }
    ask("untraced", request("/sync").header("traceparent", "00-" + TRACE + "-0-01").build());
    sessions();
    evil();
    nonsense();
    keepAlive();
    post();
    if (server.servlets()) {
      multiplex();
    }
    if (server.noticesCancelling()) {
      // Last: some servers use again what the cancelled one still has.
      cancel();
    }
  }

  /** How many requests there were. */
  int size() {
    return answers.size() + evil.size() + nonsense.size() + (server.noticesCancelling() ? 3 : 2);
  }

  private HttpRequest.Builder request(String page) {
    return HttpRequest.newBuilder(URI.create(root + page)).timeout(Duration.ofSeconds(20));
  }

  private static HttpRequest named(String id, HttpRequest request) {
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header("X-Request-ID", id)
        .build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return Answer.of(response.statusCode(), response.headers().map(), response.body());
  }

  private Answer ask(String id, HttpRequest request) throws IOException, InterruptedException {
    Answer answer = answer(client.send(named(id, request), BodyHandlers.ofString()));
    answers.put(id, answer);
    return answer;
  }

  private void abort() throws IOException {
    try (RawHttp raw = new RawHttp(port)) {
      abortedStatus = raw.abort("/app/flood", "X-Request-ID: aborted");
    }
    try (RawHttp raw = new RawHttp(port)) {
      raw.beginBody("/app/drain", "X-Request-ID: " + BODY_RESET);
      raw.reset();
    }
    try (RawHttp raw = new RawHttp(port)) {
      raw.beginBody("/app/drain", "X-Request-ID: " + BODY_ENDED);
      raw.endOutput();
      answers.put(BODY_ENDED, raw.answer());
    }
    try (RawHttp raw = new RawHttp(port)) {
      raw.send(
          "POST /app/drain HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
              + "X-Request-ID: "
              + BODY_BROKEN
              + "\r\n\r\nno number\r\n");
      // Some wait for more, even so.
      raw.endOutput();
      answers.put(BODY_BROKEN, raw.answer());
    }
  }

  private void sessions() throws IOException, InterruptedException {
    Answer first = ask("session-0", request("/session").build());
    String cookie = first.header("set-cookie");
    for (int i = 1; cookie != null && i <= 2; i++) {
      String pair = cookie.substring(0, cookie.indexOf(';'));
      ask("session-" + i, request("/session").header("Cookie", pair).build());
    }
  }

  private void evil() throws IOException {
    for (String each : EVIL_IDS) {
      try (RawHttp raw = new RawHttp(port)) {
        evil.add(raw.get("/app/sync", "X-Request-ID: " + each, "Connection: close"));
      }
    }
  }

  private void nonsense() throws IOException {
    for (String each :
        List.of(
            "NONSENSE\r\n\r\n",
            "GET /app/sy\u0001nc HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /app/sync HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n")) {
      try (RawHttp raw = new RawHttp(port)) {
        raw.send(each);
        nonsense.add(raw.answer());
      }
    }
  }

  private void keepAlive() throws IOException {
    try (RawHttp raw = new RawHttp(port)) {
      for (int i = 0; i < KEPT_ALIVE; i++) {
        String id = "kept-alive-" + i;
        answers.put(id, raw.get("/app/sync?i=" + i, "X-Request-ID: " + id));
      }
    }
  }

  /** Bodies of every kind, a few at once, each answered by what only its own body gives. */
  private void post() {
    Posts kinds = new Posts(server.servlets());
    List<Posts.Post> due = new ArrayList<>();
    List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      Posts.Post post = kinds.next();
      due.add(post);
      HttpRequest request = named(post.id(), post.to(request(post.path() + post.query())));
      responses.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
      if (due.size() == AT_ONCE || i == posts - 1) {
        for (int j = 0; j < due.size(); j++) {
          posted(due.get(j), responses.get(j).join());
        }
        due.clear();
        responses.clear();
      }
    }
  }

  private void posted(Posts.Post post, HttpResponse<byte[]> response) {
    // The digest is enough to remember.
    String digest = Posts.digest(response.body());
    Answer answer = Answer.of(response.statusCode(), response.headers().map(), digest);
    assertEquals(200, answer.status(), post::id);
    assertEquals(post.answer(), digest, post::id);
    if (post.read() != null) {
      assertEquals(post.read(), answer.header("x-read"), post::id);
    }
    answers.put(post.id(), answer);
    posted.put(
        post.id(),
        new Posted(post.path(), post.body().length, post.chunked(), response.body().length));
  }

  /** HTTP/2 in clear text, asked for by the first request. */
  private HttpClient second(String id) throws IOException, InterruptedException {
    HttpClient second = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpResponse<String> first =
        second.send(named(id, request("/sync").build()), BodyHandlers.ofString());
    assertEquals(HttpClient.Version.HTTP_2, first.version());
    answers.put(id, answer(first));
    return second;
  }

  private void cancel() throws IOException, InterruptedException {
    HttpClient second = second("h2-cancelling");
    HttpRequest held = named(H2_CANCELLED, request("/async/hold").build());
    CompletableFuture<HttpResponse<String>> cancelled =
        second.sendAsync(held, BodyHandlers.ofString());
    // Answered when the server is at work for the one before: what is taken back sooner is nothing.
    HttpRequest next = named("h2-next", request("/held").build());
    answers.put("h2-next", answer(second.send(next, BodyHandlers.ofString())));
    cancelled.cancel(true);
    // Answered when the server has done with the other one, or gives up: the client does not always
    // say that it takes a request back.
    HttpRequest released = named("released", request("/released").build());
    Answer answer = answer(client.send(released, BodyHandlers.ofString()));
    answers.put("released", new Answer(answer.status(), answer.headers(), "released or not"));
  }

  /** Many at once over one connection. */
  private void multiplex() throws IOException, InterruptedException {
    HttpClient second = second("h2-first");
    Map<String, CompletableFuture<HttpResponse<String>>> due = new LinkedHashMap<>();
    List<String> pages =
        List.of("/sync", "/async/complete", "/async/dispatch", "/fail", "/missing");
    for (int i = 0; i < MULTIPLEXED; i++) {
      String id = "h2-" + i;
      // Of one failure in a minute and group only so many are written.
      String page = pages.get(i < 5 ? i : i % 3);
      HttpRequest request = named(id, request(page).build());
      due.put(id, second.sendAsync(request, BodyHandlers.ofString()));
    }
    due.forEach((id, response) -> answers.put(id, answer(response.join())));
  }

  /**
   * A request with a body and how much came back.
   *
   * @param sent bytes of the body
   * @param chunked whether nobody said in advance how many
   */
  record Posted(String page, int sent, boolean chunked, int received) {}
}
