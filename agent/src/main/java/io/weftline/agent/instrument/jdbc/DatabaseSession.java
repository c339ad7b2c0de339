package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.sql.DatabaseUrl;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of a connection that a driver made, as the database sees it: which database, and in
 * which state it is. All of it comes from calls that the application or its pool makes; the driver
 * is never asked.
 *
 * <p>Written by whoever has the connection, one thread at a time; others may read figures of a
 * moment ago.
 */
final class DatabaseSession {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Of statements of which nothing tells where they go. */
  static final DatabaseSession UNKNOWN = new DatabaseSession(Drivers.UNKNOWN, null);

  private static final String[] ISOLATIONS = {
    null,
    "read uncommitted",
    "read committed",
    null,
    "repeatable read",
    null,
    null,
    null,
    "serializable",
  };

  /**
   * What the connection's URL named, or what its class tells; {@link Drivers#UNKNOWN} if nothing.
   */
  final DatabaseUrl database;

  final Transaction transaction = new Transaction();

  /** A number from 1 in the order in which connections were seen; null if it stands for several. */
  private final String id;

  /** As JDBC has every connection begin. */
  private boolean autoCommit = true;

  /** A constant of {@link java.sql.Connection}; 0 as long as nobody has set one. */
  private int isolation;

  private DatabaseSession(DatabaseUrl database, String id) {
    this.database = database;
    this.id = id;
  }

  /** Of one connection. */
  static DatabaseSession of(DatabaseUrl database) {
    return new DatabaseSession(database, Integer.toString(NUMBERS.incrementAndGet()));
  }

  /** Of all connections of which only the class is known. */
  static DatabaseSession ofSome(DatabaseUrl database) {
    return database == Drivers.UNKNOWN ? UNKNOWN : new DatabaseSession(database, null);
  }

  /** Whether nothing tells which database it is. */
  boolean isUnknown() {
    return database == Drivers.UNKNOWN;
  }

  /** Whether it is one connection, whose state can be followed. */
  boolean isOne() {
    return id != null;
  }

  /** Whether each statement is a transaction of its own. */
  boolean isAutoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean on) {
    if (isOne()) {
      autoCommit = on;
    }
  }

  /**
   * @param level a constant of {@link java.sql.Connection}, or what a driver has besides
   */
  void isolation(int level) {
    if (isOne()) {
      isolation = level;
    }
  }

  /** The number as it is written; null if it stands for several. */
  String id() {
    return id;
  }

  /**
   * Says in an event which connection it was, and in which state.
   *
   * @param asAutoCommit whether what the event is about was a transaction of its own
   */
  void put(Event event, boolean asAutoCommit) {
    event
        .put(Fields.DB_SYSTEM, database.systemName())
        .put(Fields.DB_NAMESPACE, database.namespace());
    if (isOne()) {
      event
          .put(Fields.DB_CONNECTION_ID, id)
          .put(Fields.DB_CONNECTION_AUTOCOMMIT, asAutoCommit)
          .put(
              Fields.DB_CONNECTION_ISOLATION,
              isolation < 0 || isolation >= ISOLATIONS.length ? null : ISOLATIONS[isolation]);
    }
    if (database.serverAddress() != null) {
      event.put(Fields.SERVER_ADDRESS, database.serverAddress());
      if (database.serverPort() >= 0) {
        event.put(Fields.SERVER_PORT, (long) database.serverPort());
      }
    }
  }
}
