package io.weftline.agent.event;

/**
 * Where events go once they are made.
 *
 * <p>Thread-safe; never blocks a thread of the agent, and one of the application only where the
 * option {@code output.when-full} says so.
 */
public interface EventSink {

  /**
   * Hands over an event, which must not be changed afterwards. From here on it is counted: either
   * it is written or its loss is.
   *
   * @return whether it was taken; {@code false} means that it has been counted as dropped
   */
  boolean offer(Event event);

  /** Counts occurrences that were folded into others and so never became events. */
  void suppressed(long count);
}
