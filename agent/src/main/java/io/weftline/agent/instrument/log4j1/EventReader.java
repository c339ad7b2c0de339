package io.weftline.agent.instrument.log4j1;

import io.weftline.agent.trace.LogRecords;

/** Reads the events of one application's Log4j 1. Stateless. */
public abstract class EventReader {

  /**
   * Tells of the record that an event is; false if it is not to be told of the end.
   *
   * @param event may be null
   */
  public abstract boolean begin(LogRecords records, Object event);
}
