package com.acme.servers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Hears of the end of the one request that is held. */
final class Held implements AsyncListener {
  private static final CountDownLatch BEGUN = new CountDownLatch(1);
  private static final CountDownLatch ENDED = new CountDownLatch(1);

  /** Hears of it from its beginning. */
  Held() {
    BEGUN.countDown();
  }

  /** Whether it has begun; waits for that. */
  static boolean awaitBegin() {
    return await(BEGUN);
  }

  /** Whether it has ended; waits for that. */
  static boolean awaitEnd() {
    return await(ENDED);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ENDED.countDown();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // Then nobody has taken it back.
  }

  @Override
  public void onError(AsyncEvent event) {
    // Its completion follows.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It has none within it.
  }
}
