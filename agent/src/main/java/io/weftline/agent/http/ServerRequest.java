package io.weftline.agent.http;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;

/**
 * A request while it lasts. Threads of the application and of its container have it one after the
 * other, seldom at once.
 */
public final class ServerRequest extends Work {
  private final ServerRequests requests;

  final String method;
  final String path;
  final String query;
  final String traceState;

  /** Whether who sent the trace keeps what is recorded of it; true for one that begins here. */
  final boolean isSampled;

  /** Who sent it, or null; set as it begins. */
  String client;

  /** Whether it is written and counted; else it has its ids, and that is all. */
  final boolean followed;

  /** What the instrumentation of its container keeps with it; no type of the application's. */
  public volatile Object note;

  private volatile String route;
  private volatile Throwable failure;
  private volatile Throwable mapped;
  private volatile String errorId;
  private volatile Outcome outcome;
  private volatile boolean aborted;

  /** What was sent; 0 until then. What is set afterwards nobody sees. */
  private volatile int sentStatus;

  ServerRequest(
      ServerRequests requests,
      Works works,
      TraceParent parent,
      String traceState,
      String requestId,
      String method,
      String path,
      String query,
      long startNanos,
      long slowNanos,
      boolean followed) {
    super(
        works,
        parent == null ? 0 : parent.traceHigh,
        parent == null ? 0 : parent.traceLow,
        parent == null ? 0 : parent.parent,
        requestId,
        startNanos,
        slowNanos);
    this.requests = requests;
    this.traceState = traceState;
    isSampled = parent == null || parent.isSampled;
    this.method = method;
    this.path = path;
    this.query = query;
    this.followed = followed;
  }

  /** The route as a framework has it; the first one counts, since errors are dispatched too. */
  public void route(String template) {
    if (route == null && template != null && !template.isEmpty()) {
      route = template;
    }
  }

  /** Whether somebody has named its route. */
  public boolean hasRoute() {
    return route != null;
  }

  /** Null if nobody has said. */
  String route() {
    return route;
  }

  /** Who asks, as a framework knows where the container does not. */
  public void user(String name) {
    askedBy(ServerRequests.cut(name), session());
  }

  /** Whether it is known who asks. */
  public boolean hasUser() {
    return user() != null;
  }

  /** What leaves it, without what servlets wrap it in; the first one counts. */
  public void failed(Throwable thrown) {
    if (failure == null && !aborted) {
      failure = Wrappers.without(thrown);
    }
  }

  Throwable failure() {
    return failure;
  }

  /**
   * The client has gone: what its going made of the application's reading and writing is no failure
   * of anybody here.
   *
   * @param thrown what that was, or null
   */
  void aborted(Throwable thrown) {
    aborted = true;
    failure = null;
    mapped(thrown);
  }

  /** Whether the client has gone before it had its answer. */
  boolean isAborted() {
    return aborted;
  }

  /** What a framework has made a response of; the latest counts, since it made the response. */
  public void mapped(Throwable thrown) {
    if (thrown != null) {
      mapped = Wrappers.without(thrown);
    }
  }

  @Override
  public Throwable mapped() {
    return mapped;
  }

  @Override
  public boolean tellsMapped() {
    Outcome known = outcome;
    int status = known == null ? sentStatus : known.status;
    return !aborted && (status == 0 && known == null || status >= ServerRequests.FIRST_ERROR);
  }

  /** What it has ended with is told: nothing of the application is held longer than that. */
  void forget() {
    failure = null;
    mapped = null;
    note = null;
  }

  /** The id of the error that it ends with; made when the first asks. */
  @Override
  public synchronized String errorId() {
    if (errorId == null) {
      errorId = requests.makeErrorId();
    }
    return errorId;
  }

  /** Null if nobody has asked for it. */
  String errorIdIfAny() {
    return errorId;
  }

  /** The head of the response is being sent; the first time counts. */
  void sent(int status) {
    if (sentStatus == 0) {
      sentStatus = status;
    }
  }

  void outcome(Outcome read) {
    outcome = read;
  }

  /** What was sent, or 0. */
  int sentStatus() {
    return sentStatus;
  }

  /** What has been read of request and response, once it is known; else null. */
  Outcome outcome() {
    return outcome;
  }

  @Override
  public void describe(Event event) {
    event.put(Fields.HTTP_METHOD, method).put(Fields.HTTP_ROUTE, requests.routeOf(this));
  }

  @Override
  public String label() {
    String known = route;
    return method + " " + (known != null ? known : path);
  }

  @Override
  protected Event stillRunning(long nowNanos) {
    return followed ? requests.stillRunning(this, nowNanos) : null;
  }

  /**
   * What is read of a request and its response when the response is out. Immutable.
   *
   * <p>What cannot be read is absent: it takes nothing else with it.
   */
  static final class Outcome {
    final int status;
    final long requestBytes;
    final long responseBytes;
    final String scheme;
    final String serverName;
    final int serverPort;
    final String userAgent;
    final Object headers;
    final long endNanos;
    final boolean comesAgain;

    /**
     * @param status on the wire
     * @param bodiless whether there is no body, whatever the application writes
     * @param comesAgain whether the same request is there for another time, by another protocol
     */
    Outcome(
        SafeCall call,
        int status,
        boolean bodiless,
        boolean comesAgain,
        String userAgent,
        Object headers,
        long endNanos) {
      this.status = status;
      this.comesAgain = comesAgain;
      requestBytes = call.requestBytes();
      responseBytes = bodiless ? 0 : call.responseBytes();
      scheme = call.scheme();
      serverName = call.serverName();
      serverPort = call.serverPort();
      this.userAgent = userAgent;
      this.headers = headers;
      this.endNanos = endNanos;
    }
  }
}
