package io.weftline.agent.http;

/** The headers of a call that is about to be made. Used by one thread. */
public abstract class ClientHeaders {

  /** Whether the application has set one of that name. */
  public abstract boolean has(String name);

  /**
   * Sets one.
   *
   * @param value printable ASCII without line breaks
   */
  public abstract void set(String name, String value);
}
