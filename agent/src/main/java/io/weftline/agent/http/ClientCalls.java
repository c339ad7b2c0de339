package io.weftline.agent.http;

import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.redact.SecretNames;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The calls that the application makes to other services, whatever client it uses. Of nested ones
 * only the outermost counts.
 *
 * <p>Thread-safe; called by the application's threads. Takes no lock.
 */
public final class ClientCalls {
  /** The group of all calls of clients. */
  public static final int GROUP = 2;

  /** For {@link #ended} where no answer has come. */
  public static final int NO_STATUS = -1;

  private static final String LOGGER = "weftline.http";
  private static final int FIELDS = 8;
  private static final int FIRST_ERROR = 400;

  private final Works works;
  private final EventSink sink;
  private final SeriesFamily family;
  private final Operation overflow;
  private final ConcurrentMap<String, Operation> operations =
      new ConcurrentHashMap<String, Operation>();
  private final Queries queries;
  private final String idHeader;
  private final boolean propagates;
  private final long slowNanos;
  private final boolean all;
  private final boolean none;

  public ClientCalls(Config config, Works works, EventSink sink, Metrics metrics) {
    this.works = works;
    this.sink = sink;
    family = metrics.add(new SeriesFamily(Kinds.METRICS_CLIENT, "weftline.metrics"));
    overflow = new Operation(Routes.OTHER, Routes.OTHER, Operation.HTTP, null, family.overflow());
    queries = new Queries(new SecretNames(config.get(RedactOptions.NAMES)));
    idHeader = config.get(HttpOptions.ID_HEADER).trim();
    propagates = config.get(ClientOptions.PROPAGATE);
    slowNanos = config.get(ClientOptions.SLOW);
    all = config.get(ClientOptions.LOG).equals("all");
    none = config.get(ClientOptions.LOG).equals("none");
  }

  /**
   * Begins what the calling thread does for a call, or a part of it.
   *
   * @return what {@link #ended}, {@link #interrupted} or {@link #left} gets; null if nothing is
   *     observed or another client's call is in progress
   */
  public Frame enter(ThreadContext context) {
    return context.enter(GROUP, slowNanos / 1000);
  }

  /**
   * A call is about to be made by the calling thread.
   *
   * @param port the one that was named, else negative
   * @param path raw, or null
   * @param query raw, or null
   */
  public ClientCall begin(
      ThreadContext context,
      String method,
      String scheme,
      String host,
      int port,
      String path,
      String query) {
    Unit unit = context.unit();
    return new ClientCall(
        method,
        scheme,
        host,
        port,
        path,
        query,
        unit,
        unit == null ? 0 : works.ids().next(),
        ThreadLabel.of(context),
        System.nanoTime());
  }

  /** Tells the other side what the call is made for; nothing where that is a secret of ours. */
  public void propagate(ClientCall call, ClientHeaders headers) {
    Unit unit = call.unit();
    if (!propagates || unit == null) {
      return;
    }
    if (!headers.has(TraceParent.NAME)) {
      headers.set(TraceParent.NAME, ClientCall.traceParent(unit, call.spanId));
      String state = ClientCall.traceState(unit);
      if (state != null && !headers.has(TraceParent.STATE)) {
        headers.set(TraceParent.STATE, state);
      }
    }
    String id = unit.requestId();
    if (!idHeader.isEmpty() && id != null && !headers.has(idHeader)) {
      headers.set(idHeader, id);
    }
  }

  /** Whether {@link #propagate} would do anything. */
  public boolean propagates(ClientCall call) {
    return propagates && call.unit() != null;
  }

  /** A part of the call is done and the answer not there yet: the application has its turn. */
  public void interrupted(Frame frame, ClientCall call) {
    ThreadContext context = frame.context;
    long endNanos = System.nanoTime();
    exit(frame, endNanos, call, operation(call), null);
    context.endIfOutermost(frame);
  }

  /** The calling thread has sent it off and does not wait for the answer. */
  public void left(Frame frame) {
    frame.context.exit(frame, null, null);
    frame.context.endIfOutermost(frame);
  }

  /**
   * The call has ended on the thread that waited for it.
   *
   * @param status of the answer, or {@link #NO_STATUS}
   * @param thrown why there is none, or null
   */
  public void ended(Frame frame, ClientCall call, int status, Throwable thrown) {
    ThreadContext context = frame.context;
    long endNanos = System.nanoTime();
    Operation operation = operation(call);
    exit(frame, endNanos, call, operation, thrown);
    if (call.end()) {
      record(context, call, operation, endNanos, status, thrown);
    }
    context.endIfOutermost(frame);
  }

  private static void exit(
      Frame frame, long endNanos, ClientCall call, Operation operation, Throwable thrown) {
    if (call.isNode) {
      long duration = endNanos - frame.startNanos();
      frame.context.exitMore(frame, duration, operation);
      if (frame.depth > 0) {
        frame.context.tree.otherMore(Operation.HTTP, duration);
      }
    } else {
      frame.context.exit(frame, endNanos, operation, thrown);
      call.isNode = true;
    }
  }

  /** The call has ended, on whatever thread that was found. The first one who says so counts. */
  public void ended(ClientCall call, int status, Throwable thrown) {
    if (!call.end()) {
      return;
    }
    long endNanos = System.nanoTime();
    ThreadContext context = ThreadContext.current();
    Operation operation = operation(call);
    Unit unit = call.unit();
    if (unit instanceof Work) {
      ((Work) unit).called(operation, call.startNanos, endNanos);
    }
    Frame outer = null;
    if (unit != null && context.unit() != unit && !unit.hasEnded()) {
      // Beside what the unit itself does, but its call.
      outer = context.enter(unit, true);
    }
    Frame frame = context.enter(0, slowNanos / 1000, call.startNanos);
    context.exit(frame, endNanos, context.unit() == unit ? operation : null, thrown);
    record(context, call, operation, endNanos, status, thrown);
    if (outer != null) {
      context.leave(outer, null);
    } else {
      context.endIfOutermost(frame);
    }
  }

  private void record(
      ThreadContext context,
      ClientCall call,
      Operation operation,
      long endNanos,
      int status,
      Throwable thrown) {
    long duration = endNanos - call.startNanos;
    boolean slow = duration >= slowNanos;
    boolean failed = thrown != null || status >= FIRST_ERROR;
    operation.series.record(context.number, duration, failed, slow);
    if (all || (slow || failed) && !none) {
      sink.offer(event(context, call, endNanos, duration, status, thrown, slow, failed));
    }
    call.release();
  }

  private Event event(
      ThreadContext context,
      ClientCall call,
      long endNanos,
      long duration,
      int status,
      Throwable thrown,
      boolean slow,
      boolean failed) {
    String subject = method(call.method()) + " " + call.host;
    Event event =
        new Event(
                slow || failed ? Level.WARN : Level.INFO,
                Kinds.HTTP_CLIENT,
                LOGGER,
                endNanos,
                FIELDS)
            .subject(status > 0 ? subject + " " + status : subject)
            .thread(call.thread.name, call.thread.id, call.thread.virtual)
            .timed(duration, failed ? "failure" : "success")
            .put(Fields.HTTP_METHOD, method(call.method()))
            .put(
                Fields.URL_FULL,
                ClientUrl.of(call.scheme, call.host, call.port, call.path, call.query, queries),
                ClientUrl.MAX_LENGTH)
            .put(Fields.SERVER_ADDRESS, call.host);
    if (slow) {
      event.slow(slowNanos);
    }
    if (status > 0) {
      event.put(Fields.HTTP_STATUS, (long) status);
    }
    int port = port(call);
    if (port > 0) {
      event.put(Fields.SERVER_PORT, (long) port);
    }
    if (thrown != null) {
      event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    } else if (failed) {
      event.put(Fields.ERROR_TYPE, String.valueOf(status));
    }
    if (call.spanId != 0) {
      Work work = call.work(context);
      event
          .trace(call.traceHigh, call.traceLow, call.spanId, call.parentSpanId)
          .asked(
              call.requestId,
              work == null ? null : work.user(),
              work == null ? null : work.session());
    }
    return event;
  }

  private static int port(ClientCall call) {
    if (call.port >= 0) {
      return call.port;
    }
    return "https".equalsIgnoreCase(call.scheme) ? 443 : 80;
  }

  /** What an application calls a method may be anything, and is a key of a series. */
  private static String method(String name) {
    return ServerRequests.method(name);
  }

  private Operation operation(ClientCall call) {
    String method = method(call.method());
    String name = method.concat(" ").concat(call.host);
    Operation known = operations.get(name);
    if (known != null) {
      return known;
    }
    if (family.isFull()) {
      return overflow;
    }
    Operation made = new Operation(name, name, Operation.HTTP, null, new Series());
    Operation before = operations.putIfAbsent(name, made);
    if (before != null) {
      return before;
    }
    family.add(
        made.series,
        SeriesKey.of(Fields.HTTP_METHOD, method).and(Fields.SERVER_ADDRESS, call.host));
    return made;
  }
}
