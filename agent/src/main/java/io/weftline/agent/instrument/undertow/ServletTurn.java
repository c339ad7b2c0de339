package io.weftline.agent.instrument.undertow;

/**
 * What the container of servlets has to say of a request: kept with it, since Undertow's core does
 * not know. Threads have it one after the other, as they have the exchange.
 */
public final class ServletTurn {

  /** How many chains of filters are in progress, each within the one before. */
  public volatile int depth;

  /** The id of the session that the client has asked for, or null. */
  public volatile String session;

  /** What left the outermost chain, or null: where the head is out nobody else has it. */
  public volatile Throwable thrown;
}
