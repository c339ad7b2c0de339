package io.weftline.agent.output;

import io.weftline.agent.event.Event;

/** Makes the last event of a process, {@code agent.stop}. */
public interface LastEvent {

  /**
   * Called once, on the writer's thread, when everything else has been written.
   *
   * @param account final, with the event that is being made
   */
  Event make(Account account);
}
