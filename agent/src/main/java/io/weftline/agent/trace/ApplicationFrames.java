package io.weftline.agent.trace;

/**
 * Tells the application's own classes from libraries, by name: {@code app.packages} against the
 * built-in list.
 *
 * <p>Thread-safe; called by threads of the application, often, so it is cheap and calls nothing
 * foreign.
 */
public interface ApplicationFrames {

  /**
   * @param className binary name, as a stack trace has it
   */
  boolean isApplication(String className);
}
