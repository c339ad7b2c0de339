package io.weftline.agent.config;

/**
 * How text becomes a value of an option.
 *
 * @param <T> what the value is once it has been read
 */
interface ValueType<T> {

  /**
   * Reads a value. What can be kept of a list whose other members are bad is kept.
   *
   * @param problems gets a sentence for each thing that is wrong
   * @return null if nothing of the text can be used and the default is to stand in
   */
  T read(String text, java.util.List<String> problems);

  /** What a value may be, in words; empty if anything may. */
  String bounds();
}
