package io.weftline.agent.http;

import java.util.List;

/**
 * A request and its response as a container has them: read-only getters, and one way to put a
 * header into the response. Each reads what the container has at hand and nothing else: no body, no
 * parameter, no session is made.
 *
 * <p>Used by one thread at a time, and not after the end of the request: containers use theirs
 * again.
 */
public abstract class ServerCall {
  /** Where a number of bytes or a port is not known. */
  public static final int UNKNOWN = -1;

  /** {@code GET}. */
  public abstract String method();

  /** As it came, not decoded, without query. */
  public abstract String path();

  /** As it came, without question mark; null if there is none. */
  public abstract String query();

  /** {@code http} or {@code https}. */
  public abstract String scheme();

  /** The name that the client asked for, or null. */
  public abstract String serverName();

  /** Negative if unknown. */
  public abstract int serverPort();

  /** Of the other end of the connection, or null. */
  public abstract String remoteAddress();

  /** The first header of that name, in whatever case; null if there is none. */
  public abstract String header(String name);

  /** All headers of that name, in whatever case and in their order; empty if there is none. */
  public abstract List<String> headers(String name);

  /** What the mapping of the container says of where it went ({@code /orders/*}), or null. */
  public abstract String mapping();

  /** Of the authenticated user, or null. */
  public abstract String user();

  /** Of the session if there is one already, or null. */
  public abstract String session();

  /** What went over the wire, or is about to; 0 where the connection ends with no response. */
  public abstract int status();

  /** Of the body, negative if unknown. */
  public abstract long requestBytes();

  /** Of the body, negative if unknown. */
  public abstract long responseBytes();

  /** What left the application and was answered by the container, or null. */
  public abstract Throwable failure();

  /**
   * Whether the client has gone before the response was out, and what failed did so for that: by
   * what the connection of this very request says, for an exception may have been another one's.
   *
   * @param failure what {@link #failure} says, mostly null
   */
  public abstract boolean isAborted(Throwable failure);

  public abstract boolean hasResponseHeader(String name);

  /** Only before the head of the response is sent. */
  public abstract void responseHeader(String name, String value);
}
