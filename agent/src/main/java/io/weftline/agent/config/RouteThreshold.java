package io.weftline.agent.config;

/**
 * A threshold for the requests that a pattern of paths names, or the jobs of methods. Immutable.
 */
public final class RouteThreshold {
  private final String text;
  private final String route;
  private final MethodPattern method;
  private final long nanos;

  /**
   * @param route null if methods are named
   * @param method null if requests are named
   */
  RouteThreshold(String text, String route, MethodPattern method, long nanos) {
    this.text = text;
    this.route = route;
    this.method = method;
    this.nanos = nanos;
  }

  /** A route or pattern of paths; null if methods are named. */
  public String route() {
    return route;
  }

  /** The methods whose jobs are meant; null if requests are. */
  public MethodPattern method() {
    return method;
  }

  /** Nanoseconds from which on it is slow; {@link Option#OFF} for never. */
  public long nanos() {
    return nanos;
  }

  /** As the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
