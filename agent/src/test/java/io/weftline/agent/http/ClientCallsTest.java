package io.weftline.agent.http;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call from its beginning to its line, without a client. */
class ClientCallsTest {
  private final ThreadContext context = ThreadContext.current();
  private TestServices services;
  private Works works;
  private ClientCalls calls;

  @AfterEach
  void nothingIsLeft() {
    assertEquals(0, context.depth());
    assertNull(context.unit());
  }

  private static Config config(String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return Config.of(
        values,
        List.of(
            ClientOptions.SLOW,
            ClientOptions.LOG,
            ClientOptions.PROPAGATE,
            HttpOptions.ID_HEADER,
            RedactOptions.NAMES));
  }

  private void with(String... options) {
    Config config = config(options);
    services = new TestServices(config, "com.acme.");
    works = new Works(services, services.clock, services.sweeps, services, 50_000_000, 10);
    calls = new ClientCalls(config, works, services, services.metrics);
  }

  private ClientCall begin() {
    return calls.begin(context, "GET", "http", "pay", 8080, "/a", "token=t");
  }

  private Event call(int status, Throwable thrown) {
    Frame frame = calls.enter(context);
    calls.ended(frame, begin(), status, thrown);
    List<Event> taken = services.take();
    assertTrue(taken.size() <= 1);
    return taken.isEmpty() ? null : taken.get(0);
  }

  /** A unit of work of which the agent knows the ids. */
  private final class Unit extends Work {
    Unit() {
      super(works, 0xa1, 0xb2, 0xc3, "asked-1", System.nanoTime(), Long.MAX_VALUE);
    }

    @Override
    public String label() {
      return "unit";
    }

    @Override
    protected Event stillRunning(long nowNanos) {
      return null;
    }
  }

  /** What the application has set, and what was added. */
  private static final class Headers extends ClientHeaders {
    final Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @Override
    public boolean has(String name) {
      return all.containsKey(name);
    }

    @Override
    public void set(String name, String value) {
      assertNull(all.put(name, value), "the application's own is left alone");
    }
  }

  private Headers propagated(Map<String, String> own) {
    Unit unit = new Unit();
    Frame outer = works.enter(unit);
    Headers headers = new Headers();
    headers.all.putAll(own);
    calls.propagate(begin(), headers);
    context.leave(outer, null);
    return headers;
  }

  @Test
  void optionsHaveTheirDefaultsAndCanBeSet() {
    Config defaults = config();
    Config set = config("slow.client", "2s", "http.client.log", "none", "trace.propagate", "false");

    assertEquals(1_000_000_000L, defaults.get(ClientOptions.SLOW));
    assertEquals("slow", defaults.get(ClientOptions.LOG));
    assertTrue(defaults.get(ClientOptions.PROPAGATE));
    assertEquals(2_000_000_000L, set.get(ClientOptions.SLOW));
    assertEquals("none", set.get(ClientOptions.LOG));
    assertFalse(set.get(ClientOptions.PROPAGATE));
  }

  @Test
  void aCallWithinAUnitCarriesItsIds() {
    with();

    Map<String, String> headers = propagated(Map.of()).all;

    assertEquals("asked-1", headers.get("X-Request-ID"));
    String parent = headers.get("traceparent");
    assertTrue(parent.matches("00-00000000000000a100000000000000b2-[0-9a-f]{16}-01"), parent);
    assertNotNull(TraceParent.of(parent));
    assertEquals(2, headers.size());
  }

  @Test
  void aCallOutsideOfAUnitCarriesNothing() {
    with();
    Headers headers = new Headers();

    calls.propagate(begin(), headers);

    assertEquals(Map.of(), headers.all);
  }

  @Test
  void headersOfTheApplicationStay() {
    with();

    Map<String, String> own = Map.of("TraceParent", "own", "x-request-id", "mine");

    assertEquals(own, Map.copyOf(propagated(own).all));
  }

  @Test
  void nothingIsSentIfItIsNotToBe() {
    with("trace.propagate", "false");
    assertEquals(Map.of(), propagated(Map.of()).all);

    with("request.id-header", "");
    assertEquals(java.util.Set.of("traceparent"), propagated(Map.of()).all.keySet());
  }

  @Test
  void whatCameFromOutsideBreaksNoHeader() {
    assertNull(TraceParent.state("a=1\r\nSet-Cookie: x"));
    assertNull(TraceParent.state("a=\u00e9"));
    assertNull(RequestIds.accepted("a\r\nb"));
    assertNull(RequestIds.accepted("a b"));
  }

  @Test
  void aFastCallThatSucceedsHasNoLine() {
    with();

    assertNull(call(200, null));
    assertNull(call(399, null));
  }

  @Test
  void aCallThatFailsHasALine() {
    with();

    Event status = call(404, null);
    assertEquals(Level.WARN, status.level());
    assertEquals("failure", status.outcome());
    assertEquals("GET pay 404", status.subject());
    assertEquals("404", value(status, Fields.ERROR_TYPE));
    assertEquals(404L, value(status, Fields.HTTP_STATUS));
    assertEquals("http://pay:8080/a?token=REDACTED", value(status, Fields.URL_FULL));
    assertEquals("pay", value(status, Fields.SERVER_ADDRESS));
    assertEquals(8080L, value(status, Fields.SERVER_PORT));
    assertEquals(0, status.spanId());

    Event thrown = call(ClientCalls.NO_STATUS, new IOException("no"));
    assertEquals("java.io.IOException", value(thrown, Fields.ERROR_TYPE));
    assertNull(value(thrown, Fields.HTTP_STATUS));
    assertEquals("GET pay", thrown.subject());
  }

  @Test
  void everyCallIsSlowFromZeroOn() {
    with("slow.client", "0");

    Event event = call(200, null);

    assertEquals(Level.WARN, event.level());
    assertEquals("success", event.outcome());
    assertEquals(0, event.slowThresholdNanos());
  }

  @Test
  void linesAreForAllOrNoneIfAsked() {
    with("http.client.log", "all");
    assertEquals(Level.INFO, call(200, null).level());

    with("http.client.log", "none", "slow.client", "0");
    assertNull(call(500, new IOException()));
  }

  @Test
  void aUrlThatIsTooLongIsCutAndSaysSo() {
    with("http.client.log", "all");
    Frame frame = calls.enter(context);
    ClientCall call = calls.begin(context, "GET", "http", "pay", -1, "/" + "x".repeat(5_000), null);
    calls.ended(frame, call, 200, null);

    Event event = services.only();
    assertEquals(ClientUrl.MAX_LENGTH, ((String) value(event, Fields.URL_FULL)).length());
    assertEquals(List.of("url.full"), List.of(event.truncated()));
    assertEquals(80L, value(event, Fields.SERVER_PORT));
  }

  @Test
  void whatIsNoMethodIsNoKey() {
    with("http.client.log", "all");
    Frame frame = calls.enter(context);
    calls.ended(frame, calls.begin(context, "get me", "http", "pay", -1, "/", null), 200, null);

    assertEquals("_other", value(services.only(), Fields.HTTP_METHOD));
  }

  @Test
  void ofNestedCallsTheOutermostCounts() {
    with();
    Frame frame = calls.enter(context);

    assertNull(calls.enter(context));

    calls.ended(frame, begin(), 200, null);
  }

  @Test
  void partsAreOneCall() {
    with("http.client.log", "all");
    Unit unit = new Unit();
    Frame outer = works.enter(unit);

    Frame connecting = calls.enter(context);
    ClientCall call = begin();
    calls.interrupted(connecting, call);
    assertEquals(List.of(), services.take());
    long connected = context.tree.nanos(Operation.HTTP);
    Frame reading = calls.enter(context);
    calls.ended(reading, call, 200, null);

    assertEquals(1, context.tree.count(Operation.HTTP));
    assertTrue(context.tree.nanos(Operation.HTTP) > connected);
    Event event = services.only();
    assertEquals(unit.spanId, event.parentSpanId());
    assertEquals("asked-1", event.requestId());
    context.leave(outer, null);
  }

  @Test
  void whatEndsElsewhereIsOfTheUnitThatSentItAndEndsOnce() throws Exception {
    with("http.client.log", "all");
    Unit unit = new Unit();
    Frame outer = works.enter(unit);
    Frame sending = calls.enter(context);
    ClientCall call = begin();
    calls.left(sending);
    assertEquals(0, context.tree.count(Operation.HTTP));

    Thread other =
        new Thread(
            () -> {
              calls.ended(call, 200, null);
              calls.ended(call, 500, null);
            });
    other.start();
    other.join();
    calls.ended(call, 501, null);

    Event event = services.only();
    assertEquals(200L, value(event, Fields.HTTP_STATUS));
    assertEquals(unit.spanId, event.parentSpanId());
    assertEquals(Thread.currentThread().getName(), event.threadName());
    assertNull(call.unit(), "nothing holds the unit");
    context.leave(outer, null);
  }
}
