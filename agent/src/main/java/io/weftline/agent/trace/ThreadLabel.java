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

  /** Of the calling thread, whose context it is; the same object until the thread is renamed. */
  public static ThreadLabel of(ThreadContext context) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    ThreadLabel known = (ThreadLabel) context.label;
    if (known != null && known.id == thread.getId() && known.name.equals(name)) {
      return known;
    }
    ThreadLabel label = new ThreadLabel(name, thread.getId(), context.isVirtual());
    context.label = label;
    return label;
  }
}
