package io.weftline.agent.weave;

/**
 * What the agent has to offer to an instrumentation, by type. Filled before the first is set up.
 */
public interface Services {

  /**
   * @throws IllegalStateException if there is none, which is a mistake in the agent
   */
  <T> T get(Class<T> type);
}
