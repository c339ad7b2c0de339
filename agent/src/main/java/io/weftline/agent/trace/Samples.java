package io.weftline.agent.trace;

import io.weftline.agent.event.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Stacks of a thread that was slow, each different one once, with how often it was seen. Written by
 * the watchdog's thread; read by the one that ends the unit.
 */
public final class Samples {
  static final int MAX_WRITTEN = 5;

  private static final int MAX_DIFFERENT = 50;
  private static final int MAX_FRAMES = 60;

  private final List<Sample> samples = new ArrayList<Sample>();
  private long blocked;

  /** One stack, as events have it. */
  public static List<Group> of(Thread.State state, StackTraceElement[] stack) {
    Samples one = new Samples();
    one.add(state, stack);
    return one.groups();
  }

  synchronized void add(Thread.State state, StackTraceElement[] stack) {
    if (state != Thread.State.RUNNABLE) {
      blocked++;
    }
    StackTraceElement[] top = stack.length > MAX_FRAMES ? Arrays.copyOf(stack, MAX_FRAMES) : stack;
    for (Sample each : samples) {
      if (each.state == state && Arrays.equals(each.stack, top)) {
        each.count++;
        return;
      }
    }
    if (samples.size() < MAX_DIFFERENT) {
      samples.add(new Sample(state, top));
    }
  }

  /** How often the thread waited for something or was blocked. */
  synchronized long blocked() {
    return blocked;
  }

  /** As events have it, most frequent first; null if there are none. */
  synchronized List<Group> groups() {
    if (samples.isEmpty()) {
      return null;
    }
    List<Sample> sorted = new ArrayList<Sample>(samples);
    Collections.sort(sorted, FREQUENT_FIRST);
    List<Group> groups = new ArrayList<Group>();
    for (Sample each : sorted.subList(0, Math.min(MAX_WRITTEN, sorted.size()))) {
      groups.add(each.group());
    }
    return groups;
  }

  /** One stack. */
  private static final class Sample {
    final Thread.State state;
    final StackTraceElement[] stack;
    long count = 1;

    Sample(Thread.State state, StackTraceElement[] stack) {
      this.state = state;
      this.stack = stack;
    }

    Group group() {
      List<String> lines = new ArrayList<String>(stack.length);
      for (StackTraceElement frame : stack) {
        lines.add(frame.toString());
      }
      return new Group().put("count", count).put("state", state.name()).put("stack", lines);
    }
  }

  private static final Comparator<Sample> FREQUENT_FIRST =
      new Comparator<Sample>() {
        @Override
        public int compare(Sample a, Sample b) {
          return Long.compare(b.count, a.count);
        }
      };
}
