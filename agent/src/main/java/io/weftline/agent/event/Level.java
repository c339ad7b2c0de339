package io.weftline.agent.event;

/** How much an event matters, lowest first. */
public enum Level {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL
}
