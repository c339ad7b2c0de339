package com.acme.plain;

/** Lets time pass in the name of real work. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    long until = System.nanoTime() + millis * 1000 * 1000;
    long left = until - System.nanoTime();
    while (left > 0) {
      try {
        Thread.sleep(left / 1000 / 1000, (int) (left % (1000 * 1000)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = until - System.nanoTime();
    }
  }
}
