package io.weftline.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be woven into one class: for each method, by name and descriptor, the advice and the
 * number that its code passes to the bridge.
 *
 * <p>Used by one thread.
 */
public final class Plan {
  /** With the advice the code must stay below this, or the virtual machine never compiles it. */
  static final int MAX_CODE_BYTES = 8_000;

  /** The version of Java 7, which has {@code invokedynamic}. */
  private static final int FIRST_LINKING = 51;

  /** Less no advice of ours takes, try block and handlers included. */
  private static final int ADVICE_BYTES = 60;

  /**
   * From here on the woven code is looked at: the variables of a method move, and what reads and
   * writes them may take twice as many bytes as before.
   */
  private static final int LARGE_BYTES = 3_000;

  /** What a class file can say, less what the advice of all instrumentations takes. */
  private static final int MAX_SLOTS = 65_535 - 100;

  private final List<String> advices = new ArrayList<String>();
  private final Map<String, Map<String, Integer>> idsByAdvice =
      new HashMap<String, Map<String, Integer>>();
  private final Set<String> linked = new HashSet<String>();

  private final SkipLog skips;
  private final String className;
  private final int major;
  private boolean anyLarge;
  private boolean seesFields;

  /**
   * @param major of the class file
   */
  Plan(String className, int major, SkipLog skips) {
    this.className = className;
    this.major = major;
    this.skips = skips;
  }

  /**
   * Adds an advice to a method.
   *
   * @param advice binary name of the advice class, which is not loaded
   * @param id what the parameter marked with {@link Id} becomes
   */
  public void add(ClassFile.Method method, String advice, int id) {
    String key = method.name() + method.descriptor();
    int bytes = ADVICE_BYTES;
    for (Map<String, Integer> others : idsByAdvice.values()) {
      bytes += others.containsKey(key) ? ADVICE_BYTES : 0;
    }
    if (method.codeLength() + bytes > MAX_CODE_BYTES) {
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
    ids.put(key, Integer.valueOf(id));
    anyLarge |= method.codeLength() > LARGE_BYTES;
  }

  /**
   * Adds an advice that names types of a library: it is not copied but linked, by {@link Linker}.
   *
   * @param advice binary name of the advice class, one of a package of its own
   * @param hook where its failures are counted
   */
  public void link(ClassFile.Method method, String advice, int hook) {
    if (major < FIRST_LINKING) {
      skips.skipped(
          "classes are left alone whose class files are of version "
              + major
              + ", older than what can be linked at run time",
          className);
      return;
    }
    linked.add(advice);
    add(method, advice, hook);
  }

  /**
   * Says that an advice reads fields of the class: it has to know which there are. A class without
   * one that is read is left alone, with that as the reason.
   */
  public void readsFields() {
    seesFields = true;
  }

  /** Says that a method is not there that the class is known to have; the rest is woven. */
  public void misses(String method) {
    skips.methodMissing(className, method);
  }

  boolean seesFields() {
    return seesFields;
  }

  /** Whether an advice is linked. */
  boolean isLinked(String advice) {
    return linked.contains(advice);
  }

  /**
   * Takes out methods whose code has become too large by being woven.
   *
   * @return whether there were some: then the class is to be woven anew
   */
  boolean dropTooLarge(byte[] woven) {
    boolean any = false;
    if (anyLarge) {
      for (ClassFile.Method method : new ClassFile(woven).methods()) {
        if (method.codeLength() > MAX_CODE_BYTES && drop(method.name() + method.descriptor())) {
          skips.methodTooLarge(className, method.name(), method.codeLength());
          any = true;
        }
      }
    }
    return any;
  }

  private boolean drop(String key) {
    boolean any = false;
    for (Iterator<String> each = advices.iterator(); each.hasNext(); ) {
      String advice = each.next();
      Map<String, Integer> ids = idsByAdvice.get(advice);
      any |= ids.remove(key) != null;
      if (ids.isEmpty()) {
        idsByAdvice.remove(advice);
        each.remove();
      }
    }
    return any;
  }

  /** How many methods get advice, each counted once for each advice. */
  public int size() {
    int size = 0;
    for (Map<String, Integer> ids : idsByAdvice.values()) {
      size += ids.size();
    }
    return size;
  }

  /** Whether a method, by name and descriptor, gets advice. */
  boolean names(String method) {
    for (Map<String, Integer> ids : idsByAdvice.values()) {
      if (ids.containsKey(method)) {
        return true;
      }
    }
    return false;
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
