package io.weftline.agent.instrument.error;

/** What became of a throwable, as far as the agent can tell. */
enum Verdict {
  /** The unit of work ended without it. */
  HANDLED,
  /** It left the outermost timed call; the rest is unseen. */
  LEFT,
  /** No one caught it: its thread ended. */
  UNCAUGHT
}
