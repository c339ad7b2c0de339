package io.weftline.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be woven into one class: for each method, by name and descriptor, the advice and the
 * number that its code passes to the bridge.
 *
 * <p>Used by one thread.
 */
public final class Plan {
  /** With the advice the code must stay below this, or the virtual machine never compiles it. */
  static final int MAX_CODE_BYTES = 8_000;

  /** No advice of ours takes more, try block and handlers included. */
  private static final int ADVICE_BYTES = 150;

  /** What a class file can say, less what the advice of all instrumentations takes. */
  private static final int MAX_SLOTS = 65_535 - 100;

  private final List<String> advices = new ArrayList<String>();
  private final Map<String, Map<String, Integer>> idsByAdvice =
      new HashMap<String, Map<String, Integer>>();
  private final SkipLog skips;
  private final String className;

  Plan(String className, SkipLog skips) {
    this.className = className;
    this.skips = skips;
  }

  /**
   * Adds an advice to a method.
   *
   * @param advice binary name of the advice class, which is not loaded
   * @param id what the parameter marked with {@link Id} becomes
   */
  public void add(ClassFile.Method method, String advice, int id) {
    if (method.codeLength() + ADVICE_BYTES > MAX_CODE_BYTES) {
      skips.methodTooLarge(className, method.name(), method.codeLength());
      return;
    }
    if (method.slots() > MAX_SLOTS) {
      skips.methodTooWide(className, method.name(), method.slots());
      return;
    }
    Map<String, Integer> ids = idsByAdvice.get(advice);
    if (ids == null) {
      ids = new HashMap<String, Integer>();
      idsByAdvice.put(advice, ids);
      advices.add(advice);
    }
    ids.put(method.name() + method.descriptor(), Integer.valueOf(id));
  }

  /** Whether nothing is woven. */
  public boolean isEmpty() {
    return advices.isEmpty();
  }

  List<String> advices() {
    return advices;
  }

  /** By name and descriptor. */
  Map<String, Integer> ids(String advice) {
    return idsByAdvice.get(advice);
  }
}
