package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Gathers problems, the grave ones first, and no more of them than somebody reads. For one thread.
 */
final class ProblemList {
  static final int MAX_PROBLEMS = 20;

  private final List<Problem> grave = new ArrayList<Problem>(0);
  private final List<Problem> minor = new ArrayList<Problem>(0);
  private int count;

  /** Something that the user wanted has not happened. */
  void grave(String where, int line, String key, String sentence) {
    add(grave, where, line, key, sentence);
  }

  /** Something without effect. */
  void minor(String where, int line, String key, String sentence) {
    add(minor, where, line, key, sentence);
  }

  /** Whether another minor one would be shown at all: looking for what was meant costs time. */
  boolean hasRoomForMinor() {
    return minor.size() < MAX_PROBLEMS;
  }

  /** One that is counted only. */
  void countOnly() {
    count++;
  }

  List<Problem> toList() {
    if (count == 0) {
      return Collections.emptyList();
    }
    List<Problem> all = new ArrayList<Problem>(grave);
    all.addAll(minor);
    if (count > MAX_PROBLEMS) {
      all = new ArrayList<Problem>(all.subList(0, MAX_PROBLEMS - 1));
      int more = count - all.size();
      all.add(new Problem("options", 0, null, more + " more problems are not listed"));
    }
    return Collections.unmodifiableList(all);
  }

  private void add(List<Problem> list, String where, int line, String key, String sentence) {
    count++;
    if (list.size() < MAX_PROBLEMS) {
      list.add(new Problem(where, line, key, sentence));
    }
  }
}
