package io.weftline.agent.instrument.error;

/**
 * Removes what may be data from a message that a database driver has worded: literals and
 * everything in quotes or brackets.
 *
 * <p>Thread-safe: called by threads of the application.
 */
public interface MessageCleaner {

  /**
   * @param message not null
   * @return at most {@code maxChars} characters that may be written
   */
  String clean(String message, int maxChars);
}
