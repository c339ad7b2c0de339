package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.sql.DatabaseUrl;
import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/**
 * What is known of connections and statements: which database, and what it was that was prepared.
 *
 * <p>Called by application threads.
 */
final class Statements {
  /** The text of a statement whose text has never been seen. */
  private static final String NOT_SEEN = "?";

  private static final long WARN_INTERVAL_NANOS = 60_000_000_000L;

  private final WeakIdentityMap<KnownConnection> connections =
      new WeakIdentityMap<KnownConnection>();
  private final WeakIdentityMap<KnownStatement> statements = new WeakIdentityMap<KnownStatement>();
  private final Queries queries;
  private final Warnings warnings;

  /** Whether there has been a statement whose database was not known. */
  private volatile boolean unplaced;

  /** When the next warning of a statement that was not seen is due. */
  private volatile long warnNanos = System.nanoTime();

  Statements(Queries queries, Warnings warnings) {
    this.queries = queries;
    this.warnings = warnings;
  }

  /** A driver has made a connection to a URL. */
  void connected(Object connection, String url) {
    connections.put(
        new KnownConnection(connection, connections.queueFor(connection), DatabaseUrl.parse(url)));
  }

  /** The database of a connection, {@link Drivers#UNKNOWN} if nothing tells. */
  DatabaseUrl databaseOf(ThreadContext context, Object connection) {
    KnownConnection known = connections.get(connection);
    if (known != null) {
      return known.database;
    }
    Object note = context.note;
    if (note instanceof DatabaseUrl) {
      context.note = null;
      return (DatabaseUrl) note;
    }
    return Drivers.guess(connection.getClass().getName());
  }

  /** What is known of a statement, or null. */
  KnownStatement get(Object statement) {
    return statements.get(statement);
  }

  /** Forgets a statement; returns what was known of it, or null. */
  KnownStatement remove(Object statement) {
    return statements.remove(statement);
  }

  /**
   * A connection has made a statement.
   *
   * @param sql what was prepared, or null
   * @param nested whether that happened within another call
   */
  void prepared(
      ThreadContext context, Object connection, String sql, Object statement, boolean nested) {
    DatabaseUrl database = databaseOf(context, connection);
    // There already if a method called another one of the same object, or a pool keeps statements.
    KnownStatement known = statements.get(statement);
    if (known == null) {
      known = add(statement, connection, database);
    } else {
      known.connection = System.identityHashCode(connection);
      if (database != Drivers.UNKNOWN) {
        known.database = database;
      }
    }
    if (sql != null) {
      known.query = queries.of(sql, known.database.systemName());
      if (context.depth() > 0) {
        context.results.parameters.prepared(statement, sql, known.query.isRead);
      }
      known.unplaced = known.database == Drivers.UNKNOWN ? sql : null;
    }
    if (known.database == Drivers.UNKNOWN) {
      unplaced = true;
    }
    if (nested && known.database != Drivers.UNKNOWN) {
      context.note = known.database;
    }
  }

  private KnownStatement add(Object statement, Object connection, DatabaseUrl database) {
    KnownStatement known =
        new KnownStatement(statement, statements.queueFor(statement), connection, database);
    statements.put(known);
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
    KnownStatement known = add(statement, null, Drivers.guess(type));
    if (sql == null) {
      known.query = queries.of(NOT_SEEN, known.database.systemName());
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

  /** The statement is given a text to execute. */
  void given(KnownStatement known, String sql) {
    known.query = queries.of(sql, known.database.systemName());
  }

  /**
   * An execution begins within another one, on a driver's statement: tells the outermost which
   * database it is if that asks for it. A pool that keeps statements prepares no more.
   */
  void beginNested(ThreadContext context, Object statement) {
    if (context.note == this) {
      KnownStatement known = statements.get(statement);
      if (known != null && known.database != Drivers.UNKNOWN) {
        context.note = known.database;
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
      if (known != null && known.database == Drivers.UNKNOWN) {
        context.note = this;
      }
    }
  }

  /** An execution has ended: what those within have told is known from now on. */
  void place(ThreadContext context, KnownStatement known) {
    if (context.note == null || known.database != Drivers.UNKNOWN) {
      return;
    }
    Object note = context.note;
    context.note = null;
    if (note instanceof DatabaseUrl) {
      known.database = (DatabaseUrl) note;
      if (known.unplaced != null) {
        known.query = queries.of(known.unplaced, known.database.systemName());
        known.unplaced = null;
      }
    }
  }

  /** Something was added to the batch, unless it failed. */
  void addedToBatch(Frame frame, Object statement, String sql, Throwable thrown) {
    frame.context.exit(frame, null, thrown);
    if (thrown == null) {
      KnownStatement known = statements.get(statement);
      if (known == null) {
        known = found(statement, sql, null);
      }
      known.batchSize++;
      if (sql != null && known.batchSize == 1) {
        given(known, sql);
      }
    }
    frame.context.endIfOutermost(frame);
  }

  void batchCleared(Object statement) {
    KnownStatement known = statements.get(statement);
    if (known != null) {
      known.batchSize = 0;
    }
  }

  /** How many statements are known, for the test of leaks. */
  int size() {
    return statements.size();
  }
}
