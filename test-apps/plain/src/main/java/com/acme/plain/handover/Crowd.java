package com.acme.plain.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;

/** Forks more tasks than any agent would keep in mind, while the only worker is busy. */
public final class Crowd {
  private static final int TASKS = 40_000;

  private final AtomicInteger ran = new AtomicInteger();

  private Crowd() {}

  public static void main(String[] args) throws Exception {
    Outside.start();
    Warmup.awaitAgent(new Ways().all());
    Crowd crowd = new Crowd();
    new ForkJoinPool(1).submit(crowd::unit).get();
    System.out.println("ran: " + crowd.ran.get());
  }

  void unit() {
    List<RecursiveAction> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      RecursiveAction task = new Task();
      tasks.add(task);
      task.fork();
    }
    // The last one first: that is the one on top, which the worker finds at once.
    for (int i = TASKS - 1; i >= 0; i--) {
      tasks.get(i).join();
    }
  }

  private final class Task extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {
      ran.incrementAndGet();
    }
  }
}
