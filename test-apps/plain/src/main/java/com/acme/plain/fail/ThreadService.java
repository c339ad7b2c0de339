package com.acme.plain.fail;

/** What is run on threads. */
final class ThreadService {
  private ThreadService() {}

  static void inThread() {
    throw new IllegalStateException("in a thread");
  }

  static void withHandler() {
    throw new IllegalStateException("with a handler of the thread");
  }

  static void withDefaultHandler() {
    throw new IllegalStateException("with a default handler");
  }

  static void inGroup() {
    throw new IllegalStateException("in a group of threads");
  }

  static void wrapsInThread() {
    throw new IllegalStateException("wrapped on the way to the end of a thread");
  }

  static void executed() {
    throw new IllegalStateException("executed");
  }

  static void timerTask() {
    throw new IllegalStateException("in a timer");
  }

  static void inFiber() {
    throw new IllegalStateException("in a virtual thread");
  }

  static void scheduledOnce() {
    throw new IllegalStateException("scheduled once");
  }

  static void scheduledOften() {
    throw new IllegalStateException("scheduled often");
  }

  static void sleeps() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
