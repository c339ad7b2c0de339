package io.weftline.agent.trace;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Kinds;
import io.weftline.bootstrap.ThreadContext;

/**
 * Keeps of every event that a thread of the application makes what an exception may later have to
 * say of it: that it has led to it.
 *
 * <p>Thread-safe.
 */
public final class CrumbSink implements EventSink {
  private final EventSink sink;

  public CrumbSink(EventSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean offer(Event event) {
    if (event.threadName() != null && !event.isStillRunning()) {
      note(event);
    }
    return sink.offer(event);
  }

  private static void note(Event event) {
    String kind = event.kind();
    if (kind.equals(Kinds.EXCEPTION) || kind.equals(Kinds.HTTP_SERVER)) {
      return;
    }
    ThreadContext context = ThreadContext.current();
    boolean whole = event.message() != null;
    context.crumbs.add(
        context.unit() == null ? 0 : context.unit().spanId,
        event.endNanos(),
        whole ? -1 : event.durationNanos(),
        kind,
        event.level().ordinal(),
        null,
        whole ? event.message() : event.subject());
  }

  @Override
  public void suppressed(long count) {
    sink.suppressed(count);
  }
}
