package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.error.PendingErrors.Pending;

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

  /** What is to be told of it as it was logged, or null. */
  final Pending prepared;

  private Note(Level level, String logger, String message, String operation, Pending prepared) {
    this.prepared = prepared;
    this.level = level;
    this.logger = logger;
    this.message = message;
    this.operation = operation;
  }

  static Note logged(Level level, String logger, String message) {
    return new Note(level, logger, message, null, null);
  }

  static Note delivered(String operation) {
    return new Note(null, null, null, operation, null);
  }

  /** The same with what is to be told of it. */
  Note with(Pending made) {
    return new Note(level, logger, message, made.origin.operation, made);
  }

  /** Whether it is of the same place in the program, as far as a record tells. */
  boolean isAlike(Note other) {
    return other != null
        && (logger == null ? other.logger == null : logger.equals(other.logger))
        && (message == null ? other.message == null : message.equals(other.message));
  }
}
