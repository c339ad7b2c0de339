package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.DatabaseUrl;
import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;

/** A connection that a driver made, with the database that its URL named. */
final class KnownConnection extends WeakIdentityMap.Entry {
  final DatabaseUrl database;

  KnownConnection(Object connection, ReferenceQueue<Object> queue, DatabaseUrl database) {
    super(connection, queue);
    this.database = database;
  }
}
