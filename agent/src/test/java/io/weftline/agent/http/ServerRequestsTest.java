package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServerRequestsTest implements FailureListener {
  private final List<FailedCalls> failed = new ArrayList<>();
  private final List<Throwable> leaving = new ArrayList<>();
  private TestServices services;
  private ServerRequests requests;

  private void with(Map<String, String> values) {
    Config config =
        Config.of(
            values,
            List.of(
                HttpOptions.SLOW,
                HttpOptions.SLOW_OVERRIDES,
                HttpOptions.USER_METRICS,
                HttpOptions.LOG,
                HttpOptions.IGNORE,
                HttpOptions.ID_HEADER,
                HttpOptions.CAPTURE_HEADERS,
                HttpOptions.TRUSTED_PROXIES,
                RedactOptions.NAMES));
    assertEquals(List.of(), config.problems());
    services = new TestServices(config, "com.acme.");
    services.failures.listen(this);
    Works works = new Works(services, services.clock, services.sweeps, services, 50_000_000, 10);
    requests = new ServerRequests(config, works, services, services.metrics, services);
  }

  @Override
  public void unitEnded(FailedCalls calls, Throwable leaves) {
    failed.add(calls);
    leaving.add(leaves);
    ServerRequest request = (ServerRequest) calls.work;
    assertTrue(request.hasEnded());
  }

  @Override
  public void throwablesFull(FailedCalls calls, Throwable inFlight) {
    throw new AssertionError("there are few");
  }

  @Override
  public void uncaught(Throwable thrown, ThreadLabel thread) {
    throw new AssertionError("nothing is uncaught here");
  }

  /** One request, of which a framework makes a response. */
  private Event serve(StubCall call, Throwable mapped, String route) {
    ServerRequest request = requests.begin(call);
    Frame frame = requests.enter(request);
    request.route(route);
    request.mapped(mapped);
    requests.committed(request, call);
    requests.answered(request, call);
    requests.left(request, frame);
    assertNull(request.mapped(), "it is held no longer");
    return services.only();
  }

  @Test
  void returnsNothingThatSomebodySlippedIn() {
    with(Map.of());
    StubCall call = new StubCall();
    call.headers.put("X-Request-ID", "1\r\nSet-Cookie: evil=1");
    call.headers.put("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01\r\nX: 1");
    call.method = "GET\r\nX: 1";
    Event event = serve(call, null, null);

    for (String value : call.responseHeaders.values()) {
      assertTrue(value.matches("[0-9a-f-]+"), value);
    }
    assertEquals(call.responseHeaders.get("X-Request-ID"), event.requestId());
    assertEquals(0, event.parentSpanId());
    assertEquals("_other", TestServices.value(event, Fields.HTTP_METHOD));
  }

  @Test
  void leavesTheHeadersOfTheApplicationAlone() {
    with(Map.of());
    StubCall call = new StubCall();
    call.status = 500;
    call.responseHeaders.put("X-Request-ID", "mine");
    call.responseHeaders.put("X-Error-ID", "mine");
    serve(call, null, "/a");

    assertEquals(
        Map.of("X-Request-ID", "mine", "X-Error-ID", "mine"), new TreeMap<>(call.responseHeaders));
  }

  @Test
  void tellsOfAMappedExceptionBelow500ByItsTypeAlone() {
    with(Map.of());
    StubCall call = new StubCall();
    call.status = 404;
    Event event = serve(call, new IllegalArgumentException("no"), "/a/{id}");

    assertEquals(
        "java.lang.IllegalArgumentException", TestServices.value(event, Fields.ERROR_TYPE));
    assertNull(TestServices.value(event, Fields.ERROR_ID));
    assertNull(call.responseHeaders.get("X-Error-ID"));
    assertEquals(Level.INFO, event.level());
    assertEquals(List.of(), failed);
  }

  @Test
  void hasAMappedExceptionToldFrom500OnWithTheIdOfTheRequest() {
    with(Map.of());
    StubCall call = new StubCall();
    call.status = 503;
    Throwable mapped = new IllegalStateException("broken");
    Event event = serve(call, mapped, "/a/{id}");

    String id = (String) TestServices.value(event, Fields.ERROR_ID);
    assertNotNull(id);
    assertEquals(id, call.responseHeaders.get("X-Error-ID"));
    assertEquals(1, failed.size());
    assertSame(mapped, failed.get(0).thrown[0]);
    assertNull(leaving.get(0), "it was handled");
    assertEquals(id, failed.get(0).work.errorId());
  }

  @Test
  void givesTheFailureOfAResponseThatIsOutAlreadyAnIdToo() {
    with(Map.of());
    StubCall call = new StubCall();
    Throwable cause = new IllegalStateException("broken");
    call.failure = cause;
    Event event = serve(call, null, "/a");

    assertEquals(TestServices.value(event, Fields.ERROR_ID), failed.get(0).work.errorId());
    assertSame(cause, leaving.get(0));
  }

  @Test
  void whatCannotBeReadTakesNothingElseWithIt() {
    with(Map.of());
    StubCall call = new StubCall();
    call.unreadable = new IllegalStateException("a principal without a name");
    Event event = serve(call, null, "/a");

    assertNull(event.userId());
    assertEquals("/a", TestServices.value(event, Fields.HTTP_ROUTE));
    assertEquals(200L, TestServices.value(event, Fields.HTTP_STATUS));
  }

  @Test
  void theStatusIsWhatWasSentAndNotWhatWasSetAfterwards() {
    with(Map.of());
    StubCall call = new StubCall();
    ServerRequest request = requests.begin(call);
    Frame frame = requests.enter(request);
    requests.committed(request, call);
    call.status = 500;
    requests.answered(request, call);
    requests.left(request, frame);

    assertEquals(200L, TestServices.value(services.only(), Fields.HTTP_STATUS));
  }

  @Test
  void aTraceGoesOnAsItCame() {
    with(Map.of());
    String trace = "00-" + "a".repeat(32) + "-" + "b".repeat(16);
    StubCall call = new StubCall();
    call.headers.put("traceparent", trace + "-00");
    call.headers.put("tracestate", "a=1" + StubCall.LINE + "b=2");
    ServerRequest unsampled = requests.begin(call);
    call.headers.put("traceparent", trace + "-01");
    ServerRequest sampled = requests.begin(call);
    call.headers.put("traceparent", trace + "-01" + StubCall.LINE + trace + "-01");
    ServerRequest doubled = requests.begin(call);
    for (ServerRequest each : List.of(unsampled, sampled, doubled)) {
      requests.ended(each, call);
    }

    assertTrue(ClientCall.traceParent(unsampled, 1).endsWith("-00"));
    assertEquals("a=1,b=2", ClientCall.traceState(unsampled));
    assertTrue(ClientCall.traceParent(sampled, 1).endsWith("-01"));
    assertEquals(0, doubled.parentSpanId);
  }

  @Test
  void knowsTheUserOfAFrameworkWhereTheContainerHasNone() {
    with(Map.of("metrics.users", "true", "slow.request", "off"));
    for (String[] who : new String[][] {{null, "ada"}, {"root", "root"}, {null, "ada"}}) {
      StubCall call = new StubCall();
      call.user = who[0];
      ServerRequest request = requests.begin(call);
      Frame frame = requests.enter(request);
      request.user("ada");
      requests.answered(request, call);
      requests.left(request, frame);
      assertEquals(who[1], services.only().userId());
    }
    services.metrics.finish(System.nanoTime() + 60_000_000_000L);

    Map<String, Object> counts = new TreeMap<>();
    for (Event each : services.take()) {
      if (each.kind().equals(Kinds.METRICS_USER)) {
        counts.put(each.userId(), each.message().substring(0, each.message().indexOf(',')));
      }
    }
    assertEquals(Map.of("ada", "ada: 2 calls", "root", "root: 1 call"), counts);
  }

  @Test
  void countsNoUsersUnlessAsked() {
    with(Map.of());
    StubCall call = new StubCall();
    call.user = "ada";
    serve(call, null, "/a");
    services.metrics.finish(System.nanoTime() + 60_000_000_000L);

    assertFalse(services.take().stream().anyMatch(e -> e.kind().equals(Kinds.METRICS_USER)));
  }

  @Test
  void cutsWhatIsTooLong() {
    with(Map.of("request.capture-headers", "X-Long"));
    StubCall call = new StubCall();
    call.user = "u".repeat(10_000);
    call.path = "/" + "p".repeat(10_000);
    call.query = "q=" + "x".repeat(10_000);
    call.headers.put("User-Agent", "a".repeat(10_000));
    call.headers.put("X-Long", "h".repeat(10_000));
    Event event = serve(call, null, null);

    assertEquals(256, event.userId().length());
    assertEquals(1_000, ((String) TestServices.value(event, Fields.URL_PATH)).length());
    assertEquals(1_000, ((String) TestServices.value(event, Fields.URL_QUERY)).length());
    assertEquals(256, ((String) TestServices.value(event, Fields.USER_AGENT)).length());
  }
}
