package com.acme.plain.handover;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that was there before any unit and works for none. */
final class Outside {
  private static final LinkedBlockingQueue<CompletableFuture<Object>> DUE =
      new LinkedBlockingQueue<>();

  private Outside() {}

  static void start() {
    Ways.daemon(Outside::run).start();
  }

  static void complete(CompletableFuture<Object> future) {
    DUE.add(future);
  }

  private static void run() {
    try {
      while (true) {
        DUE.take().complete("done");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
