package io.weftline.agent.event;

/**
 * Where a part of the agent says what its user ought to know; becomes an {@code agent.warning}.
 *
 * <p>Thread-safe; may be called with application threads. At most one a minute and topic is made.
 */
public interface Warnings {

  /**
   * @param topic what it is about, a word or two with dots ({@code methods.limit}): the same topic
   *     is not repeated within a minute
   * @param message what happened, where, and what to do
   */
  void warn(String topic, String message);
}
