package io.weftline.agent.weave;

import java.util.function.Consumer;

/**
 * What the agent has to offer to an instrumentation, by type. Filled before the first is set up.
 */
public interface Services {

  /**
   * @throws IllegalStateException if there is none, which is a mistake in the agent
   */
  <T> T get(Class<T> type);

  /**
   * Has something done with one that is made when it is first asked for, without asking for it:
   * then, or at once if that has happened. On the thread that asks first, under a lock: it may do
   * no more than remember it.
   */
  <T> void whenMade(Class<T> type, Consumer<? super T> action);
}
