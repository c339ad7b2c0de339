package io.weftline.agent.http;

import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.agent.trace.Ids;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The requests of all servers in the process, from their arrival to their line.
 *
 * <p>Thread-safe; called by the threads that work for a request.
 */
public final class ServerRequests {
  private static final String LOGGER = "weftline.http";
  private static final String ERROR_ID = "X-Error-ID";
  private static final int FIELDS = 24;
  private static final int MAX_PATH = 1_000;
  private static final int MAX_HEADER = 256;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_REFUSAL = 400;
  static final int FIRST_ERROR = 500;

  private static final List<String> SECRETS =
      Arrays.asList(
          "password",
          "passwd",
          "pwd",
          "secret",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "auth",
          "credential",
          "session",
          "jwt",
          "signature",
          "sig",
          "otp",
          "pin",
          "ssn",
          "card",
          "code");

  private static final List<String> NEVER_CAPTURED =
      Arrays.asList("authorization", "cookie", "set-cookie", "proxy-authorization");

  private final Works works;
  private final EventSink sink;
  private final SeriesFamily family;
  private final Routes routes = new Routes();
  private final ConcurrentMap<String, Series> series = new ConcurrentHashMap<String, Series>();
  private final PathPatterns ignored;
  private final ClientAddress client;
  private final Queries queries;
  private final List<String> captured = new ArrayList<String>();
  private final String idHeader;
  private final long slowNanos;
  private final String log;

  public ServerRequests(
      Config config, Works works, EventSink sink, Metrics metrics, Warnings warnings) {
    this.works = works;
    this.sink = sink;
    family = metrics.add(new SeriesFamily(Kinds.METRICS_ENDPOINT, "weftline.metrics"));
    ignored = new PathPatterns(config.get(HttpOptions.IGNORE));
    client = new ClientAddress(config.get(HttpOptions.TRUSTED_PROXIES), warnings);
    List<String> secrets = new ArrayList<String>(SECRETS);
    for (String each : config.get(HttpOptions.REDACT)) {
      secrets.add(each.toLowerCase(Locale.ROOT));
    }
    queries = new Queries(secrets);
    for (String each : config.get(HttpOptions.CAPTURE_HEADERS)) {
      if (NEVER_CAPTURED.contains(each.toLowerCase(Locale.ROOT))) {
        warnings.warn(
            "request.capture-headers",
            "request.capture-headers: " + each + " is a secret, and never written");
      } else {
        captured.add(each);
      }
    }
    idHeader = config.get(HttpOptions.ID_HEADER).trim();
    slowNanos = config.get(HttpOptions.SLOW);
    log = config.get(HttpOptions.LOG);
  }

  /** Says that there will be requests: a container's class is woven. */
  public void expect() {
    works.expect();
  }

  /** A request has arrived. Who calls this sees to it that {@link #ended} is called, too. */
  public ServerRequest begin(ServerCall call) {
    String path = path(call.path());
    TraceParent parent = TraceParent.of(call.header(TraceParent.NAME));
    String id = idHeader.isEmpty() ? null : RequestIds.accepted(call.header(idHeader));
    ServerRequest request =
        new ServerRequest(
            this,
            works,
            parent,
            parent == null ? null : TraceParent.state(call.header(TraceParent.STATE)),
            id != null ? id : RequestIds.make(works.ids()),
            method(call.method()),
            path,
            queries.redacted(call.query()),
            System.nanoTime(),
            slowNanos,
            ignored.isEmpty() || !ignored.matches(path));
    if (request.followed) {
      // At the end the connection may be gone.
      request.client = client.of(call);
      works.begin(request);
    }
    return request;
  }

  private static String path(String path) {
    if (path == null || path.isEmpty()) {
      return "/";
    }
    return path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path;
  }

  /** Methods are tokens of a few letters; whatever else a client sends is one thing. */
  private static String method(String method) {
    if (method == null || method.isEmpty() || method.length() > 20) {
      return Routes.OTHER;
    }
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c == '-' || c == '_')) {
        return Routes.OTHER;
      }
    }
    return method;
  }

  /**
   * The calling thread begins to work for it, or goes on.
   *
   * @return what {@link #left} gets; null while the agent is at work on this thread
   */
  public Frame enter(ServerRequest request) {
    return works.enter(request);
  }

  /** The head of the response is about to be sent. */
  public void committed(ServerRequest request, ServerCall call) {
    if (!idHeader.isEmpty() && !call.hasResponseHeader(idHeader)) {
      call.responseHeader(idHeader, request.requestId());
    }
    if (call.status() >= FIRST_ERROR && !call.hasResponseHeader(ERROR_ID)) {
      call.responseHeader(ERROR_ID, request.errorId());
    }
  }

  /**
   * The response is out, and both can still be read. The line is written when the thread that says
   * so leaves, or at {@link #ended}.
   */
  public void answered(ServerRequest request, ServerCall call) {
    if (request.outcome() != null) {
      return;
    }
    request.askedBy(call.user(), sessionId(call.session()));
    if (call.isAborted()) {
      request.aborted();
    } else if (isRefusal(call.status())) {
      request.mapped(call.failure());
    } else {
      request.failed(call.failure());
    }
    request.route(call.mapping());
    request.outcome(
        new ServerRequest.Outcome(
            call,
            request.method.equals("HEAD"),
            comesAgain(call),
            cut(call.header("User-Agent")),
            headers(call),
            System.nanoTime()));
  }

  /**
   * Whether the client is told that it was wrong: the exception behind that, be it the server's own
   * of a request that it cannot read, is no failure of the application.
   */
  private static boolean isRefusal(int status) {
    return status >= FIRST_REFUSAL && status < FIRST_ERROR;
  }

  /** A request that asks for HTTP/2 in clear text, and gets it, is answered by that: as another. */
  private static boolean comesAgain(ServerCall call) {
    return call.status() == SWITCHING_PROTOCOLS && "h2c".equalsIgnoreCase(call.header("Upgrade"));
  }

  /** Whether {@link #answered} was called. */
  public boolean isAnswered(ServerRequest request) {
    return request.outcome() != null;
  }

  /** The calling thread has done for now; if the response is out, that is the end. */
  public void left(ServerRequest request, Frame frame) {
    if (request.outcome() != null) {
      end(request, frame);
    }
    frame.context.leave(frame, request.hasEnded() ? request.failure() : null);
  }

  /** The response is out, on whatever thread that was found. */
  public void ended(ServerRequest request, ServerCall call) {
    answered(request, call);
    ThreadContext context = ThreadContext.current();
    if (context.unit() == request) {
      // That thread leaves in a moment.
      return;
    }
    Frame frame = works.enter(request);
    if (frame == null) {
      end(request, null);
    } else {
      left(request, frame);
    }
  }

  private void end(ServerRequest request, Frame frame) {
    ServerRequest.Outcome outcome = request.outcome();
    if (!request.end() || !request.followed || outcome.comesAgain) {
      return;
    }
    long duration = outcome.endNanos - request.startNanos;
    boolean slow = duration >= request.slowNanos;
    boolean failed = outcome.status >= FIRST_ERROR || request.failure() != null;
    String route = route(request);
    Series recorded = series(request.method, route);
    recorded.record(ThreadContext.current().number, duration, failed, slow);
    if (failed && request.failure() != null && frame != null) {
      String name = request.method + " " + route;
      frame.context.left(
          request.failure(), new Operation(name, name, Operation.METHOD, null, recorded));
    }
    if (log.equals("none") || log.equals("slow") && !slow && !failed) {
      return;
    }
    Level level =
        outcome.status >= FIRST_ERROR
            ? Level.ERROR
            : slow || failed && !outcome.aborted ? Level.WARN : Level.INFO;
    Event event = event(request, route, level, outcome.endNanos, duration, failed, slow);
    describe(event, request, outcome);
    works.describe(event, request, frame, duration, slow || failed);
    sink.offer(event);
  }

  Event stillRunning(ServerRequest request, long nowNanos) {
    return event(
        request, route(request), Level.WARN, nowNanos, nowNanos - request.startNanos, null, true);
  }

  private Event event(
      ServerRequest request,
      String route,
      Level level,
      long endNanos,
      long duration,
      Boolean failed,
      boolean slow) {
    ThreadLabel thread = request.thread();
    ServerRequest.Outcome outcome = request.outcome();
    String subject = request.method + " " + route;
    Event event =
        new Event(level, Kinds.HTTP_SERVER, LOGGER, endNanos, FIELDS)
            .subject(
                outcome == null || outcome.status <= 0 ? subject : subject + " " + outcome.status)
            .thread(thread.name, thread.id, thread.virtual)
            .timed(duration, failed == null ? "unknown" : failed ? "failure" : "success")
            .trace(request.traceHigh, request.traceLow, request.spanId, request.parentSpanId)
            .asked(request.requestId(), request.user(), request.session())
            .put(Fields.HTTP_METHOD, request.method)
            .put(Fields.HTTP_ROUTE, route)
            .put(Fields.URL_PATH, request.path)
            .put(Fields.URL_QUERY, request.query);
    return slow ? event.slow(request.slowNanos) : event;
  }

  private static void describe(Event event, ServerRequest request, ServerRequest.Outcome outcome) {
    if (outcome.status > 0) {
      event.put(Fields.HTTP_STATUS, (long) outcome.status);
    }
    if (outcome.requestBytes >= 0) {
      event.put(Fields.HTTP_REQUEST_BYTES, outcome.requestBytes);
    }
    if (outcome.responseBytes >= 0) {
      event.put(Fields.HTTP_RESPONSE_BYTES, outcome.responseBytes);
    }
    event
        .put(Fields.URL_SCHEME, outcome.scheme)
        .put(Fields.SERVER_ADDRESS, outcome.serverName)
        .put(Fields.CLIENT_ADDRESS, request.client)
        .put(Fields.USER_AGENT, outcome.userAgent)
        .object(Fields.HTTP_HEADERS, outcome.headers);
    if (outcome.serverPort > 0) {
      event.put(Fields.SERVER_PORT, (long) outcome.serverPort);
    }
    Throwable failure = request.failure();
    event.put(Fields.ERROR_TYPE, failure != null ? failure.getClass().getName() : request.mapped());
    // The event of the failure will have the same.
    event.put(Fields.ERROR_ID, failure != null ? request.errorId() : request.errorIdIfAny());
  }

  private String route(ServerRequest request) {
    String route = request.route();
    return route != null ? route : routes.ofPath(request.path);
  }

  private Series series(String method, String route) {
    String key = method + " " + route;
    Series known = series.get(key);
    if (known != null) {
      return known;
    }
    if (family.isFull()) {
      return family.overflow();
    }
    Series made = new Series();
    Series before = series.putIfAbsent(key, made);
    if (before != null) {
      return before;
    }
    family.add(made, SeriesKey.of(Fields.HTTP_METHOD, method).and(Fields.HTTP_ROUTE, route));
    return made;
  }

  private Object headers(ServerCall call) {
    if (captured.isEmpty()) {
      return null;
    }
    Group group = new Group();
    for (String name : captured) {
      String value = cut(call.header(name));
      if (value != null) {
        group.put(name.toLowerCase(Locale.ROOT), Collections.singletonList(value));
      }
    }
    return group;
  }

  private static String cut(String header) {
    return header == null || header.length() <= MAX_HEADER
        ? header
        : header.substring(0, MAX_HEADER);
  }

  /** A session's id is as good as a password: what is written tells sessions apart, no more. */
  private static String sessionId(String session) {
    return session == null ? null : SessionHash.of(session);
  }

  String makeErrorId() {
    StringBuilder out = new StringBuilder(16);
    Ids.hex(out, works.ids().next());
    return out.toString();
  }
}
