package io.weftline.agent.instrument.error;

import io.weftline.agent.config.Config;
import java.util.List;

/** The options of exception events as they are used. Immutable. */
public final class ErrorSettings {
  private final int stackFrames;
  private final long perGroup;
  private final ThrowablePattern[] ignored;
  private final ThrowablePattern[] expected;

  ErrorSettings(int stackFrames, long perGroup, List<String> ignored, List<String> expected) {
    this.stackFrames = stackFrames;
    this.perGroup = perGroup;
    this.ignored = ThrowablePattern.all(ignored);
    this.expected = ThrowablePattern.all(expected);
  }

  public static ErrorSettings of(Config config) {
    return new ErrorSettings(
        config.get(ErrorOptions.STACK_FRAMES).intValue(),
        config.get(ErrorOptions.PER_GROUP),
        config.get(ErrorOptions.IGNORE),
        config.get(ErrorOptions.EXPECTED));
  }

  int stackFrames() {
    return stackFrames;
  }

  long perGroup() {
    return perGroup;
  }

  boolean ignores(Thrown thrown) {
    return ThrowablePattern.any(ignored, thrown);
  }

  boolean expects(Thrown thrown) {
    return ThrowablePattern.any(expected, thrown);
  }
}
