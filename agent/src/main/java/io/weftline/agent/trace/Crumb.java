package io.weftline.agent.trace;

import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.CallTree.QueryGroup;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import io.weftline.bootstrap.Unit.Crumbs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One of the things that led to something: a query, a call out, a record of a logger, a slow call.
 * Immutable.
 *
 * <p>Nothing is kept for the sake of it but what has a line of its own, or is logged: queries and
 * calls out are read from what the unit in hand has recorded of them anyway, the executions of one
 * query as one.
 */
public final class Crumb {
  private static final Level[] LEVELS = Level.values();

  /** A query that has a line of its own is not told twice; both have ended at about this time. */
  private static final long SAME_NANOS = 1_000_000L;

  /** When it ended, as {@link System#nanoTime()}. */
  public final long endNanos;

  /** Of an event, or {@code log}. */
  public final String kind;

  public final Level level;

  /** The logger of a record, whose text is the application's own; else null. */
  public final String logger;

  /** What it says; of a record not yet redacted, or null. */
  public final String text;

  private Crumb(long endNanos, String kind, Level level, String logger, String text) {
    this.endNanos = endNanos;
    this.kind = kind;
    this.level = level;
    this.logger = logger;
    this.text = text;
  }

  /** Notes that a record was logged. */
  static void logged(ThreadContext context, Level level, String logger, String message) {
    context.crumbs.add(
        spanId(context.unit()), System.nanoTime(), -1, Kinds.LOG, level.ordinal(), logger, message);
  }

  private static long spanId(Unit unit) {
    return unit == null ? 0 : unit.spanId;
  }

  /**
   * Those of the unit that the calling thread has in hand, or else of the thread; the oldest first.
   *
   * @param nanos as {@link System#nanoTime()}: what ended later has led to nothing
   */
  public static List<Crumb> before(ThreadContext context, long nanos) {
    List<Crumb> all = new ArrayList<Crumb>();
    long unit = spanId(context.unit());
    Crumbs crumbs = context.crumbs;
    for (int back = 0; back < crumbs.size(); back++) {
      int at = crumbs.at(back);
      if ((unit == 0 || crumbs.unit(at) == unit) && crumbs.endNanos(at) - nanos <= 0) {
        all.add(of(crumbs, at));
      }
    }
    int told = all.size();
    CallTree tree = context.tree;
    for (int i = 0; i < tree.queryGroups(); i++) {
      QueryGroup group = tree.queryGroup(i);
      if (group.endNanos != 0 && group.endNanos - nanos <= 0 && !isTold(all, told, group)) {
        all.add(
            new Crumb(
                group.endNanos,
                Kinds.DB_QUERY,
                Level.INFO,
                null,
                group.operation().name + taken(group.totalNanos(), group.count())));
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      Operation operation = tree.operation(i);
      long endNanos = tree.startNanos(i) + tree.durationNanos(i);
      if (operation.kind == Operation.HTTP && endNanos - nanos <= 0) {
        all.add(
            new Crumb(
                endNanos,
                Kinds.HTTP_CLIENT,
                tree.error(i) == null ? Level.INFO : Level.WARN,
                null,
                operation.name + taken(tree.durationNanos(i), tree.count(i))));
      }
    }
    Collections.sort(all, IN_TIME);
    int size = all.size();
    return size <= Crumbs.MAX ? all : all.subList(size - Crumbs.MAX, size);
  }

  private static Crumb of(Crumbs crumbs, int at) {
    String kind = crumbs.kind(at);
    String text = crumbs.text(at);
    if (!kind.equals(Kinds.LOG)) {
      text = text == null ? kind : text;
      text += crumbs.durationNanos(at) < 0 ? "" : taken(crumbs.durationNanos(at), 1);
    }
    return new Crumb(crumbs.endNanos(at), kind, LEVELS[crumbs.level(at)], crumbs.source(at), text);
  }

  private static boolean isTold(List<Crumb> all, int told, QueryGroup group) {
    for (int i = 0; i < told; i++) {
      Crumb crumb = all.get(i);
      if (group.count() == 1
          && crumb.kind.equals(Kinds.DB_QUERY)
          && Math.abs(crumb.endNanos - group.endNanos) < SAME_NANOS
          && crumb.text.startsWith(group.operation().name)) {
        return true;
      }
    }
    return false;
  }

  /** {@code 12.4 ms}, or {@code 38 times, 290.1 ms}. */
  private static String taken(long nanos, long count) {
    long tenths = Math.round(nanos / 1e5);
    return (count > 1 ? " " + count + " times, " : " ") + tenths / 10 + '.' + tenths % 10 + " ms";
  }

  private static final Comparator<Crumb> IN_TIME =
      new Comparator<Crumb>() {
        @Override
        public int compare(Crumb one, Crumb two) {
          return Long.signum(one.endNanos - two.endNanos);
        }
      };
}
