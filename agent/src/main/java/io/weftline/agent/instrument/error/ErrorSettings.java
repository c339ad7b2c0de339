package io.weftline.agent.instrument.error;

import io.weftline.agent.config.Config;
import io.weftline.agent.redact.RedactOptions;
import io.weftline.agent.redact.Redactor;
import java.util.List;

/** The options of exception events as they are used. Thread-safe; nothing changes. */
public final class ErrorSettings {
  private final int stackFrames;
  private final long perGroup;
  private final ThrowablePattern[] ignored;
  private final ThrowablePattern[] expected;
  private final ThrowablePattern[] neverFolded;
  private final boolean foldsLibraries;
  private final List<String> secretNames;

  /** Made by the first that asks, which is none while nothing fails. */
  private volatile Redactor redactor;

  ErrorSettings(
      int stackFrames,
      long perGroup,
      List<String> ignored,
      List<String> expected,
      List<String> neverFolded,
      boolean foldsLibraries,
      List<String> secretNames) {
    this.stackFrames = stackFrames;
    this.perGroup = perGroup;
    this.ignored = ThrowablePattern.all(ignored);
    this.expected = ThrowablePattern.all(expected);
    this.neverFolded = ThrowablePattern.all(neverFolded);
    this.foldsLibraries = foldsLibraries;
    this.secretNames = secretNames;
  }

  public static ErrorSettings of(Config config) {
    return new ErrorSettings(
        config.get(ErrorOptions.STACK_FRAMES).intValue(),
        config.get(ErrorOptions.PER_GROUP),
        config.get(ErrorOptions.IGNORE),
        config.get(ErrorOptions.EXPECTED),
        config.get(ErrorOptions.NEVER_FOLD),
        config.get(ErrorOptions.FOLD_LIBRARIES),
        config.get(RedactOptions.NAMES));
  }

  int stackFrames() {
    return stackFrames;
  }

  long perGroup() {
    return perGroup;
  }

  boolean foldsLibraries() {
    return foldsLibraries;
  }

  Redactor redactor() {
    Redactor made = redactor;
    if (made == null) {
      made = new Redactor(secretNames);
      redactor = made;
    }
    return made;
  }

  boolean ignores(Thrown thrown) {
    return ThrowablePattern.any(ignored, thrown);
  }

  boolean expects(Thrown thrown) {
    return ThrowablePattern.any(expected, thrown);
  }

  /** Whether its message may decide how it is taken. */
  boolean asksMessage(Thrown thrown) {
    return ThrowablePattern.anyText(ignored, thrown)
        || ThrowablePattern.anyText(expected, thrown)
        || ThrowablePattern.anyText(neverFolded, thrown);
  }

  boolean neverFolds(Thrown thrown) {
    return ThrowablePattern.any(neverFolded, thrown);
  }
}
