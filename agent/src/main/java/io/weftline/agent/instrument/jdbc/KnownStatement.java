package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.DatabaseUrl;
import java.lang.ref.ReferenceQueue;

/**
 * A statement that the application has in hand, as the outermost of a pool's and a driver's: what
 * it executes and where. 64 bytes with compressed references.
 *
 * <p>Used by one thread at a time, as the statement is.
 */
final class KnownStatement extends WeakIdentityMap.Entry {
  /** What it executes, or executed last; null if that is not known yet. */
  KnownQuery query;

  /** Null if the connection was not seen when it was made. */
  DatabaseUrl database;

  /** The line that executed it, where it had to be found before the result was read; else null. */
  StackTraceElement caller;

  /** What was added to the batch since it was executed last. */
  int batchSize;

  /** The number of the context that has its result open; 0 if none has. */
  int openIn;

  /** Tells whose connection it is, well enough to end its result with it. */
  final int connectionHash;

  KnownStatement(
      Object statement, ReferenceQueue<Object> queue, DatabaseUrl database, int connectionHash) {
    super(statement, queue);
    this.database = database;
    this.connectionHash = connectionHash;
  }
}
