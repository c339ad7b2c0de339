package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;

/**
 * A statement of a pool or a driver: what it executes and where. 64 bytes with compressed
 * references.
 *
 * <p>Used by one thread at a time, as the statement is.
 */
final class KnownStatement extends WeakIdentityMap.Entry {
  /** What it executes, or executed last; null if that is not known yet. */
  KnownQuery query;

  /** Where it executes that; {@link DatabaseSession#UNKNOWN} if nothing tells. */
  DatabaseSession session;

  /** What was prepared, as long as it is not known for which database; else null. */
  String unplaced;

  /** The identity hash of its connection: with that its open results end. */
  int connection;

  /** The line that executed it, where it had to be found before the result was read; else null. */
  StackTraceElement caller;

  /** What was added to the batch since it was executed last. */
  int batchSize;

  /** The number of the context that has its result open; 0 if none has. */
  int openIn;

  KnownStatement(
      Object statement, ReferenceQueue<Object> queue, Object connection, DatabaseSession session) {
    super(statement, queue);
    this.connection = System.identityHashCode(connection);
    this.session = session;
  }
}
