package com.acme.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Many threads that call the same method: {@code Crowd <threads> <calls of each>}, then as many
 * threads again, one after the other, with one call each.
 */
public final class Crowd {
  private Crowd() {}

  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[0]);
    int calls = Integer.parseInt(args[1]);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> work(start, calls), "crowd-" + i);
      thread.start();
      crowd.add(thread);
    }
    start.countDown();
    for (Thread thread : crowd) {
      thread.join();
    }
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> Counter.count(1), "late-" + i);
      thread.start();
      thread.join();
    }
    System.out.println("done");
  }

  private static void work(CountDownLatch start, int calls) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < calls; i++) {
      Counter.count(i);
    }
  }

  /** What is counted. */
  static final class Counter {
    private Counter() {}

    static int count(int i) {
      return Integer.numberOfTrailingZeros(Math.abs(i)) + Math.max(i, 3);
    }
  }
}
