package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Group;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.bootstrap.OpenResults;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after statements that do not come back: the first time that one is found past its threshold
 * there is an event of it, since one that hangs would never have any. No timer is set for it, and
 * nothing is kept for one that is fast but what it is and since when, in its thread's own memory.
 *
 * <p>{@link #began} and {@link #take} are for application threads, {@link #look} for the second
 * thread of the agent.
 */
final class RunningStatements implements CoarseClock.Watch {
  /** While there is nothing to look after, and how long it goes on so before it sleeps. */
  private static final long IDLE_NANOS = 100_000_000L;

  private static final int IDLE_LOOKS = 100;

  /**
   * By so much one is late at most that begins in the very moment in which nobody looks any more.
   */
  private static final long ASLEEP_NANOS = 10_000_000_000L;

  /** Sooner than this a statement is not told of as still running, however low its threshold. */
  private static final long LEAST_NANOS = 10_000_000L;

  /** In one look: stacks of threads are what a look costs. */
  private static final int MAX_STACKS = 64;

  /** What the methods are called: what a thread says that it does may be stale. */
  private static final String[] EXECUTES = {"execute", "commit", "rollback"};

  private final EventSink sink;
  private final Callers callers;
  private final CoarseClock thread;
  private final Statements statements;
  private final Queries queries;
  private final QueryEvents events;
  private final OpenTransactions transactions;
  private final long slowNanos;
  private final boolean off;

  /** Whether anything was told of that nobody has asked for; read without the lock. */
  private volatile boolean hasTold;

  /** What was told of, by the number of the context; guarded by itself. */
  private final Map<Integer, Early> told = new HashMap<Integer, Early>();

  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean asleep = true;
  private int idle;
  private long latestNanos;

  RunningStatements(
      EventSink sink,
      Callers callers,
      CoarseClock thread,
      Statements statements,
      Queries queries,
      QueryEvents events,
      OpenTransactions transactions,
      long slowNanos) {
    this.sink = sink;
    this.callers = callers;
    this.thread = thread;
    this.statements = statements;
    this.queries = queries;
    this.events = events;
    this.transactions = transactions;
    this.slowNanos = Math.max(LEAST_NANOS, slowNanos);
    off = slowNanos == Long.MAX_VALUE || events.writesNone();
    if (!off) {
      thread.prepare();
    }
  }

  /** An execution begins on the calling thread. */
  void began(OpenResults results, Object statement, String sql, long startNanos) {
    if (off) {
      return;
    }
    results.executes(System.identityHashCode(statement), sql, startNanos);
    if (asleep) {
      asleep = false;
      wake();
    }
  }

  /** Programs that have no database need no thread that looks after it. */
  private void wake() {
    if (!watched.getAndSet(true)) {
      thread.watch(this);
    }
    thread.look();
  }

  /**
   * What was told of an execution of the calling thread while it was running; null if nothing was.
   */
  Early take(OpenResults results) {
    if (off) {
      return null;
    }
    synchronized (told) {
      Early early = told.remove(results.context().number);
      hasTold = !told.isEmpty();
      // As it was said at the beginning: time that is discounted has moved the frame's own.
      long startNanos = results.executingSinceNanos();
      return early != null && early.startNanos == startNanos ? early : null;
    }
  }

  /** Whether an execution may have been told of; a glance. */
  boolean hasTold() {
    return hasTold;
  }

  /** The statement that was told of as what the calling thread executes, or null. */
  KnownStatement toldOf(OpenResults results) {
    if (!hasTold) {
      return null;
    }
    synchronized (told) {
      Early early = told.get(results.context().number);
      boolean latest = early != null && early.startNanos == results.executingSinceNanos();
      return latest ? early.statement : null;
    }
  }

  @Override
  public long look(long nowNanos) {
    long nextNanos = Long.MAX_VALUE;
    int stacks = 0;
    boolean any = false;
    for (OpenResults each : OpenResults.registered()) {
      long startNanos = each.executingSinceNanos();
      if (startNanos - latestNanos > 0) {
        latestNanos = startNanos;
        any = true;
      }
      if (each.executing() == 0) {
        continue;
      }
      any = true;
      long left = slowNanos - (nowNanos - startNanos);
      if (left > 0) {
        nextNanos = Math.min(nextNanos, left);
      } else if (stacks < MAX_STACKS && !isTold(each, startNanos)) {
        stacks++;
        tell(each, startNanos);
      }
    }
    idle = any ? 0 : idle + 1;
    if (idle > IDLE_LOOKS) {
      idle = 0;
      asleep = true;
      forget();
      return ASLEEP_NANOS;
    }
    return Math.min(nextNanos, IDLE_NANOS);
  }

  private boolean isTold(OpenResults results, long startNanos) {
    synchronized (told) {
      Early early = told.get(results.context().number);
      return early != null && early.startNanos == startNanos;
    }
  }

  /** Forgets those whose threads have ended without asking for them. */
  private void forget() {
    synchronized (told) {
      for (Iterator<Early> each = told.values().iterator(); each.hasNext(); ) {
        if (each.next().results.executing() == 0) {
          each.remove();
        }
      }
      hasTold = !told.isEmpty();
    }
  }

  private void tell(OpenResults results, long startNanos) {
    int hash = results.executing();
    String sql = results.executingText();
    KnownStatement known = statements.ofHash(hash);
    DatabaseSession session = known != null ? known.session : statements.sessionOfHash(hash);
    Thread owner = results.thread();
    if (hash == 0 || session == null || owner == null) {
      return;
    }
    Thread.State state = owner.getState();
    StackTraceElement[] stack = owner.getStackTrace();
    KnownQuery query = sql != null ? queries.of(sql, session.database.systemName()) : null;
    if (query == null && known != null) {
      query = known.query;
    }
    if (query == null || !callers.isWithin(stack, EXECUTES)) {
      return;
    }
    long nowNanos = System.nanoTime();
    Execution execution = new Execution(query, session, nowNanos, nowNanos - startNanos);
    Object statement = known == null ? null : known.get();
    if (statement != null) {
      execution.bound = events.bound(statement);
      execution.batchSize = known.batchSize;
    }
    execution.early = new Early(results, startNanos, known);
    execution.early.candidates = transactions.candidates(session, query, nowNanos);
    ThreadLabel label =
        new ThreadLabel(owner.getName(), owner.getId(), results.context().isVirtual());
    Event event = events.stillRunning(execution, results.context().unit(), label, state, stack);
    execution.early.of(event);
    synchronized (told) {
      if (results.executing() == hash && results.executingSinceNanos() == startNanos) {
        told.put(results.context().number, execution.early);
        hasTold = true;
        sink.offer(event);
      }
    }
  }

  /** That an execution was told of as still running: its ids, which its final event has too. */
  static final class Early {
    final OpenResults results;
    final long startNanos;
    final KnownStatement statement;

    /** The transactions that it may have waited for, or null. */
    List<Group> candidates;

    private Event event;

    Early(OpenResults results, long startNanos, KnownStatement statement) {
      this.results = results;
      this.startNanos = startNanos;
      this.statement = statement;
    }

    void of(Event early) {
      event = early;
    }

    void stamp(Event last) {
      last.trace(event.traceIdHigh(), event.traceIdLow(), event.spanId(), event.parentSpanId())
          .asked(event.requestId(), event.userId(), event.sessionId());
    }
  }
}
