package io.weftline.agent.http;

import io.weftline.agent.trace.Ids;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call to another service while it lasts: one exchange as the application sees it, with all
 * redirects and retries that its client makes by itself.
 *
 * <p>Begun by one thread, ended by one, perhaps another; nobody else has it in between.
 */
public final class ClientCall {
  /** No name of a host is longer (RFC 1035, 2.3.4). */
  private static final int MAX_HOST = 255;

  private String method;
  String scheme;
  String host;
  int port;
  String path;
  String query;

  /** As {@link System#nanoTime()}. */
  final long startNanos;

  /** Of the unit that it is made for, 0 or null outside of one. */
  final long traceHigh;

  final long traceLow;
  final long parentSpanId;
  final String requestId;

  /** Its own id within the trace; 0 outside of a unit. */
  final long spanId;

  /** The thread that made it. */
  final ThreadLabel thread;

  /** Whether some of it is a node of a tree already. */
  boolean isNode;

  private final AtomicBoolean ended = new AtomicBoolean();

  /** What it is made for, or null; not after its end, nor where it may never have one. */
  private volatile Unit unit;

  /**
   * @param port the one that was named, else negative
   */
  ClientCall(
      String method,
      String scheme,
      String host,
      int port,
      String path,
      String query,
      Unit unit,
      long spanId,
      ThreadLabel thread,
      long startNanos) {
    target(method, scheme, host, port, path, query);
    this.unit = unit;
    traceHigh = unit == null ? 0 : unit.traceHigh;
    traceLow = unit == null ? 0 : unit.traceLow;
    parentSpanId = unit == null ? 0 : unit.spanId;
    requestId = unit == null ? null : unit.requestId();
    this.spanId = spanId;
    this.thread = thread;
    this.startNanos = startNanos;
  }

  /**
   * Says what is called, where a client tells later.
   *
   * @param port the one that was named, else negative
   * @param path raw, or null
   * @param query raw, or null
   */
  public final void target(
      String method, String scheme, String host, int port, String path, String query) {
    this.method = method == null ? "GET" : method;
    this.scheme = scheme;
    this.host = host == null || host.isEmpty() || host.length() > MAX_HOST ? Routes.OTHER : host;
    this.port = port;
    this.path = path;
    this.query = query;
  }

  /** Says the method anew, where a client makes up its mind later. */
  public void method(String name) {
    method = name;
  }

  String method() {
    return method;
  }

  /** Null outside of a unit, and when it has been released. */
  Unit unit() {
    return unit;
  }

  /** Ends it; true the first time. */
  boolean end() {
    return !ended.get() && ended.compareAndSet(false, true);
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return ended.get();
  }

  /** What it was made for is not needed any more. Its ids stay. */
  public void release() {
    unit = null;
  }

  /** The header {@code traceparent}. */
  static String traceParent(Unit unit, long spanId) {
    StringBuilder out = new StringBuilder(55).append("00-");
    Ids.hex(out, unit.traceHigh);
    Ids.hex(out, unit.traceLow);
    out.append('-');
    Ids.hex(out, spanId);
    boolean sampled = !(unit instanceof ServerRequest) || ((ServerRequest) unit).isSampled;
    return out.append(sampled ? "-01" : "-00").toString();
  }

  /** What another system has to say of the trace, or null. */
  static String traceState(Unit unit) {
    return unit instanceof ServerRequest ? ((ServerRequest) unit).traceState : null;
  }

  /** The unit it was made for if that can be had, for who asked; else null. */
  Work work(ThreadContext context) {
    Unit of = unit != null ? unit : context.unit();
    return of instanceof Work && of.spanId == parentSpanId ? (Work) of : null;
  }
}
