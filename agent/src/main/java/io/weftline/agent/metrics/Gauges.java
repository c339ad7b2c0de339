package io.weftline.agent.metrics;

import io.weftline.agent.event.EventSink;

/** What has a state and not only a history: a pool, whose connections are out at this moment. */
public interface Gauges {

  /**
   * Writes a line for each of them. Called by the writer's thread alone, when an interval is over.
   *
   * @param intervalNanos how long it was
   */
  void write(EventSink sink, long intervalNanos, long nowNanos);
}
