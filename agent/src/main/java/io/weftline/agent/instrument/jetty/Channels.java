package io.weftline.agent.instrument.jetty;

import io.weftline.agent.http.ServerRequest;
import io.weftline.agent.trace.WeakIdentityMap;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** What is known of the requests in hand, by what Jetty has of each. Thread-safe. */
public final class Channels {
  private final WeakIdentityMap<Known> known = new WeakIdentityMap<Known>();

  Channels() {}

  /** Null if it is not followed. */
  public Known get(Object key) {
    return known.get(key);
  }

  /** Begins to follow a request, known by that object from now on. */
  public Known add(Object key, ServerRequest followed) {
    Known made = new Known(key, known.queueFor(key), followed);
    known.put(made);
    return made;
  }

  public void remove(Object key) {
    known.remove(key);
  }

  /**
   * A request in hand. Its threads have it one after the other; it leads to nothing of Jetty's but
   * weakly.
   */
  public static final class Known extends WeakIdentityMap.Entry {
    public final ServerRequest followed;

    /** What was sent, once the head of a response was; else 0. */
    public volatile int status;

    /** What was sent of its body; writes follow each other, on whatever threads. */
    public volatile long responseBytes;

    /** The response that it was sent with, or will be. */
    public volatile WeakReference<Object> response;

    /** The request as its servlet has it. */
    public volatile WeakReference<Object> servletRequest;

    /** What its handling has ended with; null if it has not, or all was well. */
    public volatile Throwable thrown;

    /** Whether a part of the response could not be sent. */
    public volatile boolean unsent;

    Known(Object key, ReferenceQueue<Object> queue, ServerRequest followed) {
      super(key, queue);
      this.followed = followed;
    }
  }
}
