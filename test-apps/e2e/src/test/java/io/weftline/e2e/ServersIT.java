package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same pages on each server: each request is one event that says what went over the wire, and
 * nobody else notices. One run of each server with the agent and one without, of which each test
 * looks at one thing.
 */
class ServersIT {
  private static final String KIND = "http.server.request";
  private static final String SERVERS = "io.weftline.e2e.Server#all";
  private static final Pattern UUID_4 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private static final Map<Server, Served> SERVED = new ConcurrentHashMap<>();

  @ParameterizedTest
  @MethodSource(SERVERS)
  void answersAsWithoutTheAgent(Server server) {
    Served served = served(server);

    served.result.assertSameOutputAs(served.without);
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    served.plain.answers.forEach((id, answer) -> before.put(id, answer.seen()));
    served.visit.answers.forEach((id, answer) -> after.put(id, answer.seen()));
    // Of the posts some are enough: what they must be answered is known without.
    after.keySet().retainAll(before.keySet());
    // How far the server was when the end came is chance, and some tell where that was.
    for (String id : List.of(Visit.BODY_ENDED, Visit.BODY_BROKEN)) {
      before.remove(id);
      after.remove(id);
      assertEquals(
          served.plain.answers.get(id).status(), served.visit.answers.get(id).status(), id);
    }
    assertEquals(before, after);
    for (int i = 0; i < served.visit.evil.size(); i++) {
      assertEquals(served.plain.evil.get(i).seen(), served.visit.evil.get(i).seen());
    }
    for (int i = 0; i < served.visit.nonsense.size(); i++) {
      assertEquals(served.plain.nonsense.get(i).seen(), served.visit.nonsense.get(i).seen());
    }
    assertEquals(served.plain.abortedStatus, served.visit.abortedStatus);
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void eachRequestIsOneEventWithTheStatusOnTheWire(Server server) {
    Served served = served(server);
    Events requests = served.requests();

    served.visit.answers.forEach(
        (id, answer) -> {
          Event request = served.request(id);
          if (id.equals(Visit.BODY_BROKEN) && server.program().equals("OnUndertow")) {
            // It has its answer ready and closes the connection without sending it.
            assertEquals(0, answer.status());
          } else if (answer.status() == 0) {
            assertFalse(request.has("http.response.status_code"), request::toString);
          } else {
            assertEquals(answer.status(), request.integer("http.response.status_code"), id);
          }
        });
    assertEquals(served.visit.size(), requests.size(), () -> "" + requests.countsBy("url.path"));
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void idsAreReturnedUnlessTheApplicationSetsThem(Server server) {
    Served served = served(server);

    served.visit.answers.forEach(
        (id, answer) -> {
          if (id.equals("page-own-id")) {
            assertEquals("own", answer.header("x-request-id"));
          } else if (answer.status() != 0) {
            assertEquals(id, answer.header("x-request-id"), () -> "" + answer);
          }
        });
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void idsThatCannotBeBelievedAreReplaced(Server server) {
    Served served = served(server);

    for (Answer answer : served.visit.evil) {
      String id = answer.header("x-request-id");
      assertTrue(UUID_4.matcher(id).matches(), id);
      served.request(id);
    }
    for (Event event : served.result.events()) {
      assertFalse(event.text().contains(Visit.EVIL), event::toString);
    }
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void failuresHaveOneIdEverywhere(Server server) {
    Served served = served(server);
    int failed = 0;

    for (Map.Entry<String, Answer> each : served.visit.answers.entrySet()) {
      Event request = served.request(each.getKey());
      if (each.getKey().startsWith("body-")) {
        continue; // Whatever the server says to that, it is not its failure.
      }
      Events exceptions =
          served
              .result
              .events("exception")
              .where("request_id", each.getKey())
              .where("error.handled", false);
      if (each.getValue().status() >= 500) {
        assertEquals(
            request.text("error.id"), each.getValue().header("x-error-id"), request::toString);
        assertEquals("failure", request.text("outcome"), request::toString);
        assertEquals("ERROR", request.text("level"), request::toString);
      } else {
        assertNull(each.getValue().header("x-error-id"), request::toString);
      }
      if (request.has("error.type") && each.getValue().status() != 404) {
        assertEquals(request.text("error.id"), exceptions.only().text("error.id"));
        failed += each.getKey().equals(Visit.CLOSED_INPUT) ? 0 : 1;
      } else {
        assertTrue(exceptions.isEmpty(), exceptions::toString);
      }
    }
    assertEquals("java.lang.IllegalStateException", served.request("fail").text("error.type"));
    // The page itself, late, at the end, where it is dispatched to, and over HTTP/2.
    assertEquals(server.servlets() ? 5 : 3, failed);
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void goesOnWithTheTraceOfTheCaller(Server server) {
    Served served = served(server);

    Event traced = served.request("traced");
    assertEquals(Visit.TRACE, traced.text("trace_id"));
    assertEquals(Visit.PARENT, traced.text("parent_span_id"));
    Event untraced = served.request("untraced");
    assertNotEquals(Visit.TRACE, untraced.text("trace_id"));
    assertFalse(untraced.has("parent_span_id"), untraced::toString);
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void saysWhereAndHowMuch(Server server) {
    Served served = served(server);

    Map<String, Long> pages = new TreeMap<>();
    served.visit.posted.forEach(
        (id, posted) -> {
          Event request = served.request(id);
          pages.merge("/app" + posted.page(), 1L, Long::sum);
          // Not every server counts what comes in pieces.
          if (posted.sent() > 0 && (!posted.chunked() || request.has("http.request.body.size"))) {
            assertEquals(posted.sent(), request.integer("http.request.body.size"), id);
          }
          assertEquals(posted.received(), request.integer("http.response.body.size"), id);
        });
    for (Event request : served.requests()) {
      boolean forwarded = request.text("request_id").equals("forwarded");
      assertEquals(
          forwarded ? Visit.FORWARDED : "127.0.0.1",
          request.text("client.address"),
          request::toString);
    }
    assertEquals(0, served.request("head").integer("http.response.body.size"));
    Map<String, Long> routes = served.requests().countsBy("http.route");
    pages.forEach((page, count) -> assertEquals(count, routes.get(page), routes::toString));
    assertEquals(Visit.POSTS, served.visit.posted.size());
    assertEquals(
        1, routes.get(server.servlets() ? "/app/items/*" : "/app/items/{id}"), routes::toString);
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void tellsSessionsApartAndNoMore(Server server) {
    Served served = served(server);
    Answer first = served.visit.answers.get("session-0");
    if (!server.servlets()) {
      assertEquals(404, first.status());
      return;
    }
    String cookie = first.header("set-cookie");
    String secret = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    String known = served.request("session-1").text("session_id");

    assertEquals(known, served.request("session-2").text("session_id"));
    for (Event event : served.result.events()) {
      assertFalse(event.text().contains(secret), event::toString);
    }
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void aClientThatGoesAwayIsNoFailure(Server server) {
    Served served = served(server);

    Event aborted = served.request("aborted");
    assertEquals(served.visit.abortedStatus, aborted.integer("http.response.status_code"));
    List<String> gone =
        new ArrayList<>(List.of("aborted", Visit.BODY_RESET, Visit.BODY_ENDED, Visit.H2_CANCELLED));
    if (!server.noticesCancelling()) {
      gone.remove(Visit.H2_CANCELLED);
    }
    for (String id : gone) {
      Event request = served.request(id);
      assertEquals("success", request.text("outcome"), request::toString);
      assertEquals("INFO", request.text("level"), request::toString);
      Events exceptions = served.result.events("exception").where("request_id", id);
      assertTrue(exceptions.isEmpty(), exceptions::toString);
    }
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void aFailureAfterTheHeadOfTheResponseIsOneFailure(Server server) {
    Served served = served(server);

    for (String id : List.of("late-fail", "closed-fail")) {
      Event request = served.request(id);
      assertEquals(200, request.integer("http.response.status_code"));
      assertEquals("failure", request.text("outcome"), request::toString);
      assertEquals("WARN", request.text("level"), request::toString);
      Events exceptions = served.result.events("exception").where("request_id", id);
      Event exception = exceptions.only();
      assertEquals(request.text("error.id"), exception.text("error.id"));
      assertEquals(1, exceptions.where("error.handled", false).size(), exception::toString);
    }
  }

  @ParameterizedTest
  @MethodSource(SERVERS)
  void whatIsNoRequestIsRefusedOnce(Server server) {
    Served served = served(server);

    Events refused =
        served
            .requests()
            .where("http.response.status_code", 400)
            .matching("no client gone", each -> !each.text("url.path").equals("/app/drain"));
    assertEquals(served.visit.nonsense.size(), refused.size(), refused::toString);
    for (Answer answer : served.visit.nonsense) {
      assertEquals(400, answer.status(), answer::toString);
      // What Undertow and the JDK answer by themselves are constants.
      boolean constant = server.program().equals("OnUndertow") || !server.servlets();
      assertEquals(!constant, answer.headers().containsKey("x-request-id"), answer::toString);
    }
    for (Event each : refused) {
      assertEquals("INFO", each.text("level"), each::toString);
    }
  }

  /** Its inside has other names every few releases. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#from17")
  void followsTheServerOfEveryJdk(Jdk jdk) throws IOException, InterruptedException {
    Server server = Server.named("jdk");
    AppRun run = server.run().on(jdk);
    try (Running running = run.start()) {
      Visit visit = visit(server, run, running, 20);
      running.endInput();
      Events requests = running.await().assertHealthy().events(KIND);

      visit.answers.forEach((id, answer) -> requests.where("request_id", id).only());
      assertEquals(visit.size(), requests.size(), requests::toString);
    }
  }

  private static Served served(Server server) {
    return SERVED.computeIfAbsent(server, ServersIT::serve);
  }

  private static Served serve(Server server) {
    AppRun run = server.run();
    AppRun plain = server.run().withoutAgent();
    try (Running with = run.start();
        Running without = plain.start()) {
      Visit visit = visit(server, run, with, Visit.POSTS);
      Visit plainVisit = visit(server, plain, without, Visit.POSTS_WITHOUT);
      with.endInput();
      without.endInput();
      return new Served(visit, plainVisit, with.await().assertHealthy(), without.await());
    } catch (IOException e) {
      throw new AssertionError(server + ": " + e + run.describe(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Visit visit(Server server, AppRun run, Running running, int posts)
      throws IOException, InterruptedException {
    running.awaitOutput("ready");
    int port = Integer.parseInt(Files.readString(run.directory().resolve("port")));
    Visit visit = new Visit(server, port, posts);
    visit.make();
    return visit;
  }

  /** What came of it. Used by one thread. */
  private static final class Served {
    final Visit visit;
    final Visit plain;
    final Result result;
    final Result without;
    private Events requests;
    private Map<String, List<Event>> byId;

    Served(Visit visit, Visit plain, Result result, Result without) {
      this.visit = visit;
      this.plain = plain;
      this.result = result;
      this.without = without;
    }

    Events requests() {
      if (requests == null) {
        requests = result.events(KIND).ended();
        byId = requests.stream().collect(Collectors.groupingBy(each -> each.text("request_id")));
      }
      return requests;
    }

    /** The one event of a request. */
    Event request(String id) {
      requests();
      List<Event> found = byId.getOrDefault(id, List.of());
      assertEquals(1, found.size(), () -> "events of " + id + ": " + found + result.describe());
      return found.get(0);
    }
  }
}
