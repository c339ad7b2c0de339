package io.weftline.agent.trace;

import io.weftline.bootstrap.ThreadContext;

/** What an event says of a thread, taken while it is there. Immutable. */
public final class ThreadLabel {
  public final String name;
  public final long id;
  public final boolean virtual;

  public ThreadLabel(String name, long id, boolean virtual) {
    this.name = name;
    this.id = id;
    this.virtual = virtual;
  }

  /** Of the calling thread, whose context it is. */
  static ThreadLabel of(ThreadContext context) {
    Thread thread = Thread.currentThread();
    return new ThreadLabel(thread.getName(), thread.getId(), context.isVirtual());
  }
}
