package io.weftline.agent.trace;

/**
 * Tells the application's own classes from those of libraries, by name.
 *
 * <p>Thread-safe.
 */
public interface ApplicationFrames {

  /**
   * @param className binary, as in a stack trace
   */
  boolean isApplication(String className);
}
