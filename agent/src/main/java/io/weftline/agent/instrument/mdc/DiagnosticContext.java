package io.weftline.agent.instrument.mdc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one application's logging library keeps for each thread to print with its lines. Its methods
 * are called by the thread that is meant; thread-safe as far as the library is.
 */
public abstract class DiagnosticContext {
  public static final String REQUEST = "request_id";
  public static final String TRACE = "trace_id";
  public static final String SPAN = "span_id";

  /** How often the library has failed. */
  final AtomicInteger failures = new AtomicInteger();

  /**
   * Puts the ids in.
   *
   * @param request null if there is none
   * @return what {@link #leave} gets; may be null
   * @throws Throwable whatever the library throws
   */
  public abstract Object enter(String request, String trace, String span) throws Throwable;

  /**
   * Puts back what was there before, where the ids still are.
   *
   * @param before what {@link #enter} returned
   * @throws Throwable whatever the library throws
   */
  public abstract void leave(Object before, String request, String trace, String span)
      throws Throwable;
}
