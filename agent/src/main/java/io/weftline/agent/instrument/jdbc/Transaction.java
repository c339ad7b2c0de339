package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Group;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.OpenResults.Cursor;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;

/**
 * The transaction that a session has in hand, if it has one: since when, with how many statements,
 * and how long it stood idle meanwhile, holding its locks and its snapshot while the application
 * did something else. It begins with the first statement after the one before it, as databases have
 * it.
 *
 * <p>One for each session, used again and again. Written by whoever has the connection; others may
 * read figures of a moment ago.
 */
final class Transaction {
  /** Of how many of its statements that write it is known which they were. */
  private static final int WRITES = 16;

  /** A stretch is looked at if it is at least the so manieth part of what is told of. */
  private static final int WORTH = 10;

  private static final double MILLI = 1e6;

  private volatile boolean open;
  private long beganNanos;
  private int statements;

  /** When its latest statement, or what was fetched of it, had ended. */
  private long idleSinceNanos;

  private long idleNanos;

  /** The longest stretch without a statement, and what the thread did in it; null if unknown. */
  private long longestNanos;

  private Operation longest;
  private long longestOwnNanos;

  /** Who has it in hand; null outside of requests and jobs. */
  private Unit unit;

  private ThreadLabel thread;
  private final KnownQuery[] writes = new KnownQuery[WRITES];

  boolean isOpen() {
    return open;
  }

  /**
   * A statement of it was executed.
   *
   * @param toldNanos from how much idle time on the transaction is told of
   */
  void executed(
      ThreadContext context, KnownQuery query, long startNanos, long endNanos, long toldNanos) {
    if (!open) {
      begin(context, startNanos);
    } else {
      idleUntil(context, startNanos, toldNanos);
    }
    statements++;
    idleSinceNanos = endNanos;
    if (query.locks) {
      wrote(query);
    }
  }

  private void begin(ThreadContext context, long startNanos) {
    beganNanos = startNanos;
    statements = 0;
    idleNanos = 0;
    longestNanos = 0;
    longest = null;
    unit = context.unit();
    thread = ThreadLabel.of(context);
    open = true;
  }

  /** It has been idle up to a moment. */
  void idleUntil(ThreadContext context, long nanos, long toldNanos) {
    long stretch = nanos - idleSinceNanos;
    if (stretch <= 0) {
      return;
    }
    idleNanos += stretch;
    if (stretch > longestNanos && stretch >= toldNanos / WORTH) {
      longestNanos = stretch;
      findWhatRan(context.tree, nanos);
      if (longestOwnNanos < stretch / 2 && context.unit() instanceof Work) {
        findWhatWasCalled(((Work) context.unit()).called(), nanos);
      }
    }
  }

  /** Looks for the dearest call that began and ended since the transaction is idle. */
  private void findWhatRan(CallTree tree, long nanos) {
    longest = null;
    longestOwnNanos = 0;
    int node = tree.size() - 1;
    while (node >= 0 && tree.startNanos(node) - idleSinceNanos >= 0) {
      // The deepest of those that account for most of it.
      if (tree.startNanos(node) + tree.durationNanos(node) - nanos <= 0
          && tree.selfNanos(node) > longestOwnNanos) {
        longest = tree.operation(node);
        longestOwnNanos = tree.selfNanos(node);
      }
      node--;
    }
  }

  /** The answer may have come to another thread, as it does with clients that do not wait. */
  private void findWhatWasCalled(Work.Call call, long nanos) {
    if (call != null
        && call.beganNanos - idleSinceNanos >= 0
        && call.endedNanos - nanos <= 0
        && call.endedNanos - call.beganNanos > longestOwnNanos) {
      longest = call.operation;
      longestOwnNanos = call.endedNanos - call.beganNanos;
    }
  }

  /** Rows of a result of it were fetched up to now, for so long together. */
  void fetched(Cursor cursor, long nowNanos, long nanos) {
    boolean own = cursor.transactionStatements > 0 && cursor.transactionBeganNanos == beganNanos;
    if (open && own && nanos > 0) {
      long before = nowNanos - nanos - idleSinceNanos;
      idleNanos += Math.max(0, before);
      idleSinceNanos = nowNanos;
    }
  }

  private void wrote(KnownQuery query) {
    int at = 0;
    while (at < WRITES - 1 && writes[at] != null && writes[at] != query) {
      at++;
    }
    writes[at] = query;
  }

  void end() {
    open = false;
    unit = null;
    for (int i = 0; i < WRITES; i++) {
      writes[i] = null;
    }
  }

  /** A statement of it that locks a table that another one names, or null. */
  KnownQuery writeOf(KnownQuery other) {
    for (KnownQuery write : writes) {
      if (write != null && write.sharesTable(other)) {
        return write;
      }
    }
    return null;
  }

  int statements() {
    return statements;
  }

  /** When its first statement began, as {@link System#nanoTime()}. */
  long beganNanos() {
    return beganNanos;
  }

  /** How long it was idle up to its latest statement, in nanoseconds. */
  long idleNanos() {
    return idleNanos;
  }

  /** When its latest statement had ended, as {@link System#nanoTime()}. */
  long idleSinceNanos() {
    return idleSinceNanos;
  }

  /** Who has it in hand; null outside of requests and jobs. */
  Unit unit() {
    return unit;
  }

  ThreadLabel thread() {
    return thread;
  }

  /** Says of a result in which state it was opened. */
  void putInto(Cursor cursor) {
    cursor.transactionBeganNanos = beganNanos;
    cursor.transactionStatements = statements;
    cursor.transactionIdleNanos = idleNanos;
  }

  /** What an event says of the transaction of an execution. */
  static Group figures(Execution execution) {
    Group figures =
        new Group()
            .millis("open_ms", execution.endNanos - execution.transactionBeganNanos)
            .put("statements", (long) execution.transactionStatements)
            .millis("idle_ms", execution.transactionIdleNanos);
    Transaction own = execution.session.transaction;
    if (execution.endsIdle && own.longest != null) {
      figures.put("idle_during", own.longest.label).millis("idle_during_ms", own.longestOwnNanos);
    }
    return figures;
  }

  /** That it was idle for too long, for people. */
  String idleText(String statement, long nowNanos) {
    String text =
        statement
            + " of a transaction that stood idle for "
            + Math.round(idleNanos / MILLI)
            + " of the "
            + Math.round((nowNanos - beganNanos) / MILLI)
            + " ms that it was open";
    return longest == null ? text : text + ", during " + longest.label;
  }
}
