package io.weftline.agent.weave;

import io.weftline.agent.event.Warnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was woven and what was not, with the reasons. A reason is a sentence; so many different ones
 * are kept, the others counted together.
 *
 * <p>Thread-safe.
 */
public final class SkipLog {
  private static final int MAX_REASONS = 50;
  private static final String OTHER = "other reasons";

  private final AtomicLong woven = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong transformNanos = new AtomicLong();
  private final Map<String, Long> reasons = new LinkedHashMap<String, Long>();

  /** Topics and texts in turn. */
  private final List<String> early = new ArrayList<String>();

  private Warnings warnings;

  /** From now on reasons are warnings too; those known so far are told at once. */
  public void tell(Warnings to) {
    List<String> before;
    synchronized (this) {
      warnings = to;
      before = new ArrayList<String>(early);
      early.clear();
    }
    for (int i = 0; i < before.size(); i += 2) {
      to.warn(before.get(i), before.get(i + 1));
    }
  }

  void woven() {
    woven.getAndIncrement();
  }

  /** A class is left alone; {@code example} completes the warning. */
  void skipped(String reason, String example) {
    skipped.getAndIncrement();
    reason(reason, example);
  }

  void failed(String reason, String example) {
    failed.getAndIncrement();
    reason(reason, example);
  }

  void methodTooLarge(String className, String method, int bytes) {
    reason(
        "methods left alone: with the probe their code would pass "
            + Plan.MAX_CODE_BYTES
            + " bytes, and the virtual machine would no longer compile them",
        className + "." + method + ", of " + bytes + " bytes");
  }

  void methodTooWide(String className, String method, int slots) {
    reason(
        "methods left alone: with the probe they would need more local variables or a higher stack"
            + " than a class file can have",
        className + "." + method + ", of " + slots + " slots");
  }

  void methodMissing(String className, String method) {
    reason(
        "some of what classes of this Java do is not followed, since methods are not there that"
            + " they are known to have: a newer release of Weftline may know them",
        className + "." + method);
  }

  void took(long nanos) {
    transformNanos.getAndAdd(nanos);
  }

  private void reason(String reason, String example) {
    String topic = "weave." + Integer.toHexString(reason.hashCode());
    String text = reason + "; first seen: " + example;
    Warnings to;
    synchronized (this) {
      Long count = reasons.get(reason);
      if (count != null) {
        reasons.put(reason, count + 1);
        return;
      }
      if (reasons.size() >= MAX_REASONS) {
        Long others = reasons.get(OTHER);
        reasons.put(OTHER, others == null ? 1 : others + 1);
        return;
      }
      reasons.put(reason, 1L);
      to = warnings;
      if (to == null) {
        early.add(topic);
        early.add(text);
      }
    }
    if (to != null) {
      to.warn(topic, text);
    }
  }

  /** Classes whose code was changed. */
  public long wovenCount() {
    return woven.get();
  }

  /** Classes that concerned an instrumentation and were left alone. */
  public long skippedCount() {
    return skipped.get();
  }

  /** Classes whose weaving failed; they run as they are. */
  public long failedCount() {
    return failed.get();
  }

  /** Time spent in the transformer, in nanoseconds. */
  public long transformNanos() {
    return transformNanos.get();
  }

  /** Each reason with how often it applied. */
  public synchronized Map<String, Long> reasons() {
    return new LinkedHashMap<String, Long>(reasons);
  }
}
