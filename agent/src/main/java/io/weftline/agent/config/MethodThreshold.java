package io.weftline.agent.config;

/** A threshold for the methods that a pattern names. Immutable. */
public final class MethodThreshold {
  private final String text;
  private final MethodPattern pattern;
  private final long nanos;

  MethodThreshold(String text, MethodPattern pattern, long nanos) {
    this.text = text;
    this.pattern = pattern;
    this.nanos = nanos;
  }

  public MethodPattern pattern() {
    return pattern;
  }

  /** Nanoseconds from which on it is slow; {@link Option#OFF} for never. */
  public long nanos() {
    return nanos;
  }

  /** As the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
