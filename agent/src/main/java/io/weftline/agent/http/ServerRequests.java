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
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.redact.SecretNames;
import io.weftline.agent.trace.Ids;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The requests of all servers in the process, from their arrival to their line.
 *
 * <p>Thread-safe; called by the threads that work for a request.
 */
public final class ServerRequests {
  private static final String LOGGER = "weftline.http";
  private static final String ERROR_ID = "X-Error-ID";
  private static final int FIELDS = 16;
  private static final int MAX_PATH = 1_000;
  private static final int MAX_HEADER = 256;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL = 200;
  private static final int FIRST_REFUSAL = 400;
  static final int FIRST_ERROR = 500;

  private static final List<String> NEVER_CAPTURED =
      Arrays.asList("authorization", "cookie", "set-cookie", "proxy-authorization");

  private final Works works;
  private final EventSink sink;
  private final Warnings warnings;
  private final Endpoints endpoints;
  private final Routes routes = new Routes();

  /** Null unless users are counted. */
  private final UserSeries users;

  private final PathPatterns ignored;
  private final ClientAddress client;
  private final Queries queries;
  private final List<String> captured = new ArrayList<String>();
  private final String idHeader;
  private final SlowRequests slowRequests;
  private final String log;

  public ServerRequests(
      Config config, Works works, EventSink sink, Metrics metrics, Warnings warnings) {
    this.works = works;
    this.sink = sink;
    this.warnings = warnings;
    endpoints =
        new Endpoints(metrics.add(new SeriesFamily(Kinds.METRICS_ENDPOINT, "weftline.metrics")));
    users =
        config.get(HttpOptions.USER_METRICS) ? new UserSeries(metrics, Kinds.METRICS_USER) : null;
    ignored = new PathPatterns(config.get(HttpOptions.IGNORE));
    client = new ClientAddress(config.get(HttpOptions.TRUSTED_PROXIES), warnings);
    queries = new Queries(new SecretNames(config.get(RedactOptions.NAMES)));
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
    slowRequests =
        new SlowRequests(config.get(HttpOptions.SLOW), config.get(HttpOptions.SLOW_OVERRIDES));
    log = config.get(HttpOptions.LOG);
  }

  /** Says that there will be requests: a container's class is woven. */
  public void expect() {
    works.expect();
  }

  /** A request has arrived. Who calls this sees to it that {@link #ended} is called, too. */
  public ServerRequest begin(ServerCall call) {
    works.awaitReady();
    String path = path(call.path());
    TraceParent parent = parent(call);
    String id = idHeader.isEmpty() ? null : RequestIds.accepted(call.header(idHeader));
    ServerRequest request =
        new ServerRequest(
            this,
            works,
            parent,
            parent == null ? null : TraceParent.state(list(call, TraceParent.STATE)),
            id != null ? id : RequestIds.make(works.ids()),
            method(call.method()),
            path,
            queries.redacted(call.query()),
            System.nanoTime(),
            slowRequests.nanos(path),
            ignored.isEmpty() || !ignored.matches(path));
    if (request.followed) {
      // At the end the connection may be gone.
      request.client = client.of(call);
      works.begin(request);
    }
    return request;
  }

  /** Two of them are none: who sent the request cannot have meant both. */
  private static TraceParent parent(ServerCall call) {
    TraceParent parent = TraceParent.of(call.header(TraceParent.NAME));
    return parent == null || call.headers(TraceParent.NAME).size() > 1 ? null : parent;
  }

  /** Several lines are one list (RFC 9110, 5.3). */
  private static String list(ServerCall call, String name) {
    List<String> lines = call.headers(name);
    return lines.isEmpty() ? null : lines.size() == 1 ? lines.get(0) : String.join(",", lines);
  }

  private static String path(String path) {
    if (path == null || path.isEmpty()) {
      return "/";
    }
    return path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path;
  }

  /** Methods are tokens of a few letters; whatever else a client sends is one thing. */
  static String method(String method) {
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
    int status = call.status();
    if (status >= FIRST_FINAL) {
      request.sent(status);
    }
    if (!idHeader.isEmpty() && !call.hasResponseHeader(idHeader)) {
      call.responseHeader(idHeader, request.requestId());
    }
    if (status >= FIRST_ERROR && !call.hasResponseHeader(ERROR_ID)) {
      call.responseHeader(ERROR_ID, request.errorId());
    }
  }

  /**
   * The response is out, and both can still be read. The line is written when the thread that says
   * so leaves, or at {@link #ended}.
   */
  public void answered(ServerRequest request, ServerCall call) {
    if (request.outcome() == null) {
      answered(request, new SafeCall(call, warnings));
    }
  }

  private void answered(ServerRequest request, SafeCall call) {
    int status = request.sentStatus() != 0 ? request.sentStatus() : call.status();
    String user = cut(call.user());
    request.askedBy(user != null ? user : request.user(), sessionId(call.session()));
    judge(request, call, status);
    if (request.route() == null) {
      request.route(call.mapping());
    }
    request.outcome(
        new ServerRequest.Outcome(
            call,
            status,
            request.method.equals("HEAD"),
            comesAgain(call, status),
            cut(call.header("User-Agent")),
            headers(call),
            System.nanoTime()));
  }

  private static void judge(ServerRequest request, SafeCall call, int status) {
    Throwable failure = call.failure();
    if (call.isAborted(failure)) {
      request.aborted(failure);
    } else if (isRefusal(status)) {
      request.mapped(failure);
    } else {
      request.failed(failure);
    }
  }

  /**
   * Something has left the application after the response was out, on a thread that is about to say
   * that it has done.
   */
  public void failedAfterwards(ServerRequest request, ServerCall call) {
    ServerRequest.Outcome known = request.outcome();
    if (known != null
        && request.failure() == null
        && request.mapped() == null
        && !request.isAborted()) {
      judge(request, new SafeCall(call, warnings), known.status);
    }
  }

  /**
   * Whether the client is told that it was wrong: the exception behind that, be it the server's own
   * of a request that it cannot read, is no failure of the application.
   */
  private static boolean isRefusal(int status) {
    return status >= FIRST_REFUSAL && status < FIRST_ERROR;
  }

  /** A request that asks for HTTP/2 in clear text, and gets it, is answered by that: as another. */
  private static boolean comesAgain(SafeCall call, int status) {
    return status == SWITCHING_PROTOCOLS && "h2c".equalsIgnoreCase(call.header("Upgrade"));
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
    leave(request, frame, request.hasEnded() ? request.failure() : null);
  }

  /**
   * The same where the response may not be out yet: without what the server is going to answer the
   * exceptions of the calls so far would be taken for handled.
   *
   * @param call as far as the server knows by now; null if it knows nothing
   */
  public void left(ServerRequest request, Frame frame, ServerCall call) {
    if (request.outcome() != null || call == null) {
      left(request, frame);
      return;
    }
    judge(request, new SafeCall(call, warnings), request.sentStatus());
    leave(request, frame, request.failure());
  }

  private static void leave(ServerRequest request, Frame frame, Throwable leaving) {
    frame.context.leave(frame, leaving);
    if (request.hasEnded()) {
      request.forget();
    }
  }

  /** The response is out, on whatever thread that was found. */
  public void ended(ServerRequest request, ServerCall call) {
    answered(request, call);
    ThreadContext context = ThreadContext.current();
    if (context.unit() == request && request.isWorker()) {
      // That thread leaves in a moment; one that a task was handed to does not.
      return;
    }
    Frame frame = works.enter(request);
    if (frame == null) {
      end(request, null);
      request.forget();
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
    Endpoint endpoint = endpoint(request);
    long threshold = slowRequests.nanos(request.path, endpoint.route);
    boolean slow = duration >= threshold;
    boolean refused = outcome.status >= FIRST_ERROR && !request.isAborted();
    boolean failed = refused || request.failure() != null;
    int recorder = ThreadContext.current().number;
    endpoint.series.record(recorder, duration, failed, slow);
    if (users != null && request.hasUser()) {
      users.of(request.user()).record(recorder, duration, failed, slow);
    }
    Throwable thrown = request.failure() != null ? request.failure() : request.mapped();
    if (failed && thrown != null && frame != null) {
      // Nothing that is timed may have seen it: libraries throw too.
      frame.context.left(thrown, null);
    }
    request.route(endpoint.route);
    works.tellRepeated(request, frame, endpoint.route);
    if (log.equals("none") || log.equals("slow") && !slow && !failed) {
      return;
    }
    Level level =
        refused || failed && outcome.status <= 0
            ? Level.ERROR
            : slow || failed ? Level.WARN : Level.INFO;
    Event event = event(request, endpoint, level, outcome.endNanos, duration, failed);
    if (slow) {
      event.slow(threshold);
    }
    works.describe(event, request, frame, duration, slow || failed);
    sink.offer(event);
  }

  /** Null if it has been answered this moment. */
  Event stillRunning(ServerRequest request, long nowNanos) {
    if (request.outcome() != null) {
      return null;
    }
    long duration = nowNanos - request.startNanos;
    boolean slow = duration >= request.slowNanos;
    Level level = slow ? Level.WARN : Level.INFO;
    Event event = event(request, endpoint(request), level, nowNanos, duration, null);
    return slow ? event.slow(request.slowNanos) : event;
  }

  private Event event(
      ServerRequest request,
      Endpoint endpoint,
      Level level,
      long endNanos,
      long duration,
      Boolean failed) {
    ThreadLabel thread = request.thread();
    ServerRequest.Outcome outcome = request.outcome();
    Event event =
        new Event(level, Kinds.HTTP_SERVER, LOGGER, endNanos, FIELDS)
            .subject(
                outcome == null || outcome.status <= 0
                    ? endpoint.name
                    : endpoint.subject(outcome.status))
            .thread(thread.name, thread.id, thread.virtual)
            .timed(duration, failed == null ? "unknown" : failed ? "failure" : "success")
            .trace(request.traceHigh, request.traceLow, request.spanId, request.parentSpanId)
            .asked(request.requestId(), request.user(), request.session());
    describe(event, request, endpoint, outcome);
    return event;
  }

  /**
   * In the order of the fields, so that none has to make room for another.
   *
   * @param outcome null while it is still running
   */
  private static void describe(
      Event event, ServerRequest request, Endpoint endpoint, ServerRequest.Outcome outcome) {
    event.put(Fields.HTTP_METHOD, request.method);
    if (outcome != null) {
      if (outcome.requestBytes >= 0) {
        event.put(Fields.HTTP_REQUEST_BYTES, outcome.requestBytes);
      }
      event.object(Fields.HTTP_HEADERS, outcome.headers);
      if (outcome.status > 0) {
        event.put(Fields.HTTP_STATUS, (long) outcome.status);
      }
      if (outcome.responseBytes >= 0) {
        event.put(Fields.HTTP_RESPONSE_BYTES, outcome.responseBytes);
      }
    }
    event
        .put(Fields.HTTP_ROUTE, endpoint.route)
        .put(Fields.URL_PATH, request.path)
        .put(Fields.URL_QUERY, request.query);
    if (outcome == null) {
      return;
    }
    event.put(Fields.URL_SCHEME, outcome.scheme).put(Fields.SERVER_ADDRESS, outcome.serverName);
    if (outcome.serverPort > 0) {
      event.put(Fields.SERVER_PORT, (long) outcome.serverPort);
    }
    event.put(Fields.CLIENT_ADDRESS, request.client).put(Fields.USER_AGENT, outcome.userAgent);
    Throwable thrown = request.failure() != null ? request.failure() : request.mapped();
    boolean told =
        request.failure() != null || outcome.status >= FIRST_ERROR && !request.isAborted();
    event.put(Fields.ERROR_ID, told ? request.errorId() : request.errorIdIfAny());
    if (thrown != null) {
      event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    }
  }

  private Endpoint endpoint(ServerRequest request) {
    return endpoints.of(request.method, routeOf(request));
  }

  /** As a framework has it, or else made of the path. */
  String routeOf(ServerRequest request) {
    String route = request.route();
    return route != null ? route : routes.ofPath(request.path);
  }

  private Object headers(SafeCall call) {
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

  static String cut(String header) {
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
