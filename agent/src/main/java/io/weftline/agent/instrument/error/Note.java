package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Level;

/**
 * What a unit of work keeps of a throwable besides the call that it left: how it was logged, or
 * what it left before it came by way of a future. Immutable.
 */
final class Note {
  /** That of the record it was logged with; null if it was not. */
  final Level level;

  /** The logger's name, or null. */
  final String logger;

  private final String message;

  /** The timed call that it left on another thread, or null. */
  final String operation;

  private Note(Level level, String logger, String message, String operation) {
    this.level = level;
    this.logger = logger;
    this.message = message;
    this.operation = operation;
  }

  static Note logged(Level level, String logger, String message) {
    return new Note(level, logger, message, null);
  }

  static Note delivered(String operation) {
    return new Note(null, null, null, operation);
  }

  /** Whether it is of the same place in the program, as far as a record tells. */
  boolean isAlike(Note other) {
    return other != null
        && (logger == null ? other.logger == null : logger.equals(other.logger))
        && (message == null ? other.message == null : message.equals(other.message));
  }
}
