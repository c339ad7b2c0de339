package io.weftline.bootstrap;

/**
 * What an instrumentation does around the calls it is woven into. An abstract class and not an
 * interface: a call through a class's table is cheaper where many hooks exist.
 *
 * <p>Called by every application thread at once. What it throws is counted, and after {@value
 * Bridge#MAX_FAILURES} times it is not called again.
 */
public abstract class Hook {
  private final int groups;
  private final boolean ofOpenResults;

  /**
   * @param groups bits: the hook is not asked while a call of one of these groups is in progress
   *     and has left no note; 0 if it has to know of nested calls in any case
   * @param ofOpenResults whether it is asked only while the thread has results open
   */
  protected Hook(int groups, boolean ofOpenResults) {
    this.groups = groups;
    this.ofOpenResults = ofOpenResults;
  }

  /** Whether a call is of no interest; decided for every call, before all else. */
  final boolean ignores(ThreadContext context) {
    if (context == null) {
      return ofOpenResults;
    }
    return ofOpenResults
        ? context.results.count() == 0
        : (context.groups & groups) != 0 && context.note == null;
  }

  /**
   * Before the call.
   *
   * @param self the object it is made on, null for a static method
   * @param argument the first argument if the advice passes it
   * @return what {@link #exit} gets; null if the call is not observed, then there is no exit
   */
  public abstract Frame enter(ThreadContext context, Object self, Object argument);

  /**
   * After the call, for each that {@link #enter} returned a frame for.
   *
   * @param result what it returned if that is an object
   * @param number what it returned if that is a number or a boolean (1 or 0)
   * @param thrown what left it, or null
   */
  public abstract void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown);
}
