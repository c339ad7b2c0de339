package io.weftline.agent.cli.errors;

import java.util.Locale;

/** The time that is looked at, and what has become of a group in it. Immutable. */
final class Span {
  static final int COLUMNS = 24;

  /** The share of the columns that is recent. */
  private static final int RECENT = COLUMNS / 4;

  /** What is told apart from chance. */
  private static final int LEAST = 3;

  private static final String STEPS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  /** What a group does. */
  enum Trend {
    NEW,
    RISING,
    STEADY,
    FALLING;

    final String word = name().toLowerCase(Locale.ROOT);
  }

  final long from;
  final long to;

  /** A group that came then or later, and not before, is new. */
  final long newFrom;

  private final Reach reach;

  Span(Reach reach, ErrorsRequest request) {
    this.reach = reach;
    to = reach.last();
    from = Math.min(to, Math.max(request.since, reach.first()));
    newFrom = request.hasSince() ? request.since : to - (to - from) / 4;
  }

  /** Whether a group did not come before, where the files would show it. */
  boolean isNew(ErrorGroup group) {
    return !group.wasSeenBefore() && group.first() >= newFrom && reach.of(group) < newFrom;
  }

  /** Whether the files tell of the time before at all. */
  boolean canTellNew() {
    return reach.isBefore(newFrom);
  }

  long[] columns(ErrorGroup group) {
    return group.timeline.columns(from, to, COLUMNS);
  }

  Trend trend(ErrorGroup group) {
    return isNew(group) ? Trend.NEW : trend(columns(group));
  }

  /** The last quarter against what it would be if all went on as in the three before. */
  static Trend trend(long[] columns) {
    double before = 0;
    double recent = 0;
    for (int i = 0; i < columns.length; i++) {
      if (i < columns.length - RECENT) {
        before += columns[i];
      } else {
        recent += columns[i];
      }
    }
    double expected = before * RECENT / (columns.length - RECENT);
    if (recent >= 2 * expected && recent - expected >= LEAST) {
      return Trend.RISING;
    }
    return 2 * recent <= expected && expected - recent >= LEAST ? Trend.FALLING : Trend.STEADY;
  }

  /** A bar for each column, a point for none. */
  static String spark(long[] columns) {
    long most = 1;
    for (long column : columns) {
      most = Math.max(most, column);
    }
    StringBuilder into = new StringBuilder(columns.length);
    for (long column : columns) {
      int step = (int) Math.ceil(column / (double) most * STEPS.length());
      into.append(column == 0 ? '.' : STEPS.charAt(Math.max(1, step) - 1));
    }
    return into.toString();
  }
}
