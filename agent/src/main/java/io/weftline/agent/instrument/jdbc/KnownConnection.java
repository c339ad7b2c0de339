package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;

/** A connection that a driver made. */
final class KnownConnection extends WeakIdentityMap.Entry {
  final DatabaseSession session;

  KnownConnection(Object connection, ReferenceQueue<Object> queue, DatabaseSession session) {
    super(connection, queue);
    this.session = session;
  }
}
