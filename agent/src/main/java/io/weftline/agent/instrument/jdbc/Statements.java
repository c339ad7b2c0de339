package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.sql.DatabaseUrl;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of connections and statements: which database, and what it was that was prepared.
 *
 * <p>Called by application threads.
 */
final class Statements {
  /** The text of a statement whose text has never been seen. */
  private static final String NOT_SEEN = "?";

  private static final long WARN_INTERVAL_NANOS = 60_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final WeakIdentityMap<KnownConnection> connections =
      new WeakIdentityMap<KnownConnection>();
  private final WeakIdentityMap<KnownStatement> statements = new WeakIdentityMap<KnownStatement>();
  private final WeakIdentityMap<Timeout> timeouts = new WeakIdentityMap<Timeout>();
  private final Queries queries;
  private final Warnings warnings;

  /** Null if they are not asked for. */
  private final KeptParameters parameters;

  /** Whether there has been a statement whose database was not known. */
  private volatile boolean unplaced;

  /** When the next warning of a statement that was not seen is due. */
  private volatile long warnNanos = System.nanoTime();

  /**
   * @param parameters keeps what is bound, or null if that is not asked for
   */
  Statements(Queries queries, Warnings warnings, KeptParameters parameters) {
    this.queries = queries;
    this.warnings = warnings;
    this.parameters = parameters;
  }

  /** A driver has made a connection to a URL. */
  void connected(Object connection, String url) {
    add(connection, DatabaseUrl.parse(url));
  }

  private DatabaseSession add(Object connection, DatabaseUrl database) {
    DatabaseSession session = DatabaseSession.of(database);
    connections.put(new KnownConnection(connection, connections.queueFor(connection), session));
    return session;
  }

  /** The session of a connection, {@link DatabaseSession#UNKNOWN} if nothing tells. */
  DatabaseSession sessionOf(ThreadContext context, Object connection) {
    KnownConnection known = connections.get(connection);
    if (known != null) {
      return known.session;
    }
    Object note = context.note;
    if (note instanceof DatabaseSession) {
      context.note = null;
      return (DatabaseSession) note;
    }
    DatabaseUrl guess = Drivers.guess(connection.getClass().getName());
    return guess == Drivers.UNKNOWN ? DatabaseSession.UNKNOWN : add(connection, guess);
  }

  /** A connection is closed for good, or given back to its pool; that one begins a new one. */
  void closed(Object connection) {
    KnownConnection known = connections.get(connection);
    if (known != null && known.session.transaction.isOpen()) {
      known.session.transaction.end();
    }
  }

  /** The session of a driver's own connection; null of any other. */
  DatabaseSession sessionOfDriver(Object connection) {
    KnownConnection known = connections.get(connection);
    return known == null ? null : known.session;
  }

  /** The same of one of which nothing but its identity hash is known. For any thread. */
  DatabaseSession sessionOfHash(int hash) {
    KnownConnection known = connections.ofHash(hash);
    return known == null ? null : known.session;
  }

  /** The sessions of all connections that there are. For any thread. */
  List<DatabaseSession> sessions() {
    List<DatabaseSession> sessions = new ArrayList<DatabaseSession>();
    for (KnownConnection each : connections.entries()) {
      sessions.add(each.session);
    }
    return sessions;
  }

  /** What is known of a statement, or null. */
  KnownStatement get(Object statement) {
    return statements.get(statement);
  }

  /** What is known of a statement of which nothing but its identity hash is; null if nothing. */
  KnownStatement ofHash(int hash) {
    return statements.ofHash(hash);
  }

  /** A statement is closed. */
  void forget(KnownStatement known) {
    statements.removeEntry(known);
  }

  /**
   * A connection has made a statement.
   *
   * @param sql what was prepared, or null
   * @param nested whether that happened within another call
   */
  void prepared(
      ThreadContext context, Object connection, String sql, Object statement, boolean nested) {
    DatabaseSession session = sessionOf(context, connection);
    // There already if a method called another one of the same object, or a pool keeps statements.
    KnownStatement known = statements.get(statement);
    if (known == null) {
      known = add(statement, connection, session);
    } else {
      known.connection = System.identityHashCode(connection);
      if (!session.isUnknown()) {
        known.session = session;
      }
    }
    if (sql != null) {
      known.query = queries.of(sql, known.session.database.systemName());
      if (context.depth() > 0) {
        context.results.parameters.prepared(statement, sql, known.query.isRead);
      }
      known.unplaced = known.session.isUnknown() ? sql : null;
      if (parameters != null) {
        parameters.prepared(statement, sql);
      }
    }
    if (known.session.isUnknown()) {
      unplaced = true;
    }
    if (nested && !known.session.isUnknown()) {
      context.note = known.session;
    }
  }

  private KnownStatement add(Object statement, Object connection, DatabaseSession session) {
    KnownStatement known =
        new KnownStatement(statement, statements.queueFor(statement), connection, session);
    statements.add(known);
    return known;
  }

  /**
   * Takes a statement in that nobody was seen to make: its connection is a generated proxy whose
   * handler makes it, or it was made before its class was woven.
   *
   * @param sql the text that it is given just now; null if it was prepared with one
   * @param thrown what its call has thrown, or null
   */
  KnownStatement found(Object statement, String sql, Throwable thrown) {
    String type = statement.getClass().getName();
    KnownStatement known = add(statement, null, DatabaseSession.ofSome(Drivers.guess(type)));
    if (sql == null) {
      known.query = queries.of(NOT_SEEN, known.session.database.systemName());
      // One that fails may just be closed already.
      if (thrown == null) {
        warn(type);
      }
    }
    return known;
  }

  private void warn(String type) {
    long now = System.nanoTime();
    if (now - warnNanos >= 0) {
      warnNanos = now + WARN_INTERVAL_NANOS;
      warnings.warn(
          "query.unseen",
          "Statements of "
              + type
              + " are executed that nobody was seen to prepare, as where the connection is a"
              + " generated proxy. They are timed, but their text is written as \"?\", and all of"
              + " them count as one query.");
    }
  }

  /** A statement may take no longer than so many seconds; 0 for any time. */
  void timeoutSet(Object statement, int seconds) {
    if (seconds > 0) {
      timeouts.put(new Timeout(statement, timeouts.queueFor(statement), seconds));
    } else {
      timeouts.remove(statement);
    }
  }

  /** Whether an execution took as long as it might; what ended it was no whim of anybody's. */
  boolean isTimedOut(Object statement, long nanos) {
    Timeout timeout = statement == null ? null : timeouts.get(statement);
    return timeout != null && nanos >= timeout.seconds * SECOND_NANOS;
  }

  /** What a statement may take. Of those that were told: the others know of none. */
  private static final class Timeout extends WeakIdentityMap.Entry {
    final int seconds;

    Timeout(Object statement, ReferenceQueue<Object> queue, int seconds) {
      super(statement, queue);
      this.seconds = seconds;
    }
  }

  /** The statement is given a text to execute. */
  void given(KnownStatement known, String sql) {
    known.query = queries.of(sql, known.session.database.systemName());
  }

  /**
   * An execution begins within another one, on a driver's statement: tells the outermost which
   * database it is if that asks for it. A pool that keeps statements prepares no more.
   */
  void beginNested(ThreadContext context, Object statement) {
    if (context.note == this) {
      KnownStatement known = statements.get(statement);
      if (known != null && !known.session.isUnknown()) {
        context.note = known.session;
      }
    }
  }

  /** An execution begins: if its database is not known, those within are to tell. */
  void begin(ThreadContext context, Object statement) {
    if (context.note != null) {
      // What a prepare has left is not about this one.
      context.note = null;
    }
    if (unplaced) {
      KnownStatement known = statements.get(statement);
      if (known != null && known.session.isUnknown()) {
        context.note = this;
      }
    }
  }

  /** An execution has ended: what those within have told is known from now on. */
  void place(ThreadContext context, KnownStatement known) {
    if (context.note == null || !known.session.isUnknown()) {
      return;
    }
    Object note = context.note;
    context.note = null;
    if (note instanceof DatabaseSession) {
      known.session = (DatabaseSession) note;
      if (known.unplaced != null) {
        known.query = queries.of(known.unplaced, known.session.database.systemName());
        known.unplaced = null;
      }
    }
  }

  /** Something was added to the batch, unless it failed. */
  void addedToBatch(Frame frame, Object statement, String sql, Throwable thrown) {
    frame.context.exitMore(frame, 0, null);
    if (thrown == null) {
      KnownStatement known = statements.get(statement);
      if (known == null) {
        known = found(statement, sql, null);
      }
      known.batchSize++;
      if (sql != null && known.batchSize == 1) {
        given(known, sql);
      } else if (parameters != null && known.batchSize == 1) {
        parameters.beginsBatch(statement);
      }
    }
    frame.context.endIfOutermost(frame);
  }

  void batchCleared(Object statement) {
    KnownStatement known = statements.get(statement);
    if (known != null) {
      known.batchSize = 0;
      batchEnded(statement);
    }
  }

  /** What was added to a batch is done with. */
  void batchEnded(Object statement) {
    if (parameters != null) {
      parameters.endsBatch(statement);
    }
  }

  /** How many statements are known, for the test of leaks. */
  int size() {
    return statements.size();
  }
}
