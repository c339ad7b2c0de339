package com.acme.plain;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Ways to fail, each chosen by its name. */
public final class Failures {
  private static final IllegalStateException ALLOCATED_BEFORE =
      new IllegalStateException("allocated before");

  private Failures() {}

  public static void main(String[] args) throws Exception {
    for (String way : args) {
      run(way);
    }
  }

  private static void run(String way) throws Exception {
    switch (way) {
      case "uncaught-in-main":
        new Deep().one();
        break;
      case "uncaught-in-thread":
        join(new Thread(() -> new Deep().one(), "worker"));
        break;
      case "uncaught-in-pool":
        inPool();
        break;
      case "caught-outside":
        System.out.println("same " + caughtOutside());
        break;
      case "handled":
        new Deep().handles();
        break;
      case "wrapped":
        System.out.println(causeOf(() -> new Deep().wraps()));
        break;
      case "wrapped-and-handled":
        new Deep().wrapsAndHandles();
        break;
      case "twice":
        System.out.println(causeOf(Failures::again) + causeOf(Failures::again));
        break;
      case "cyclic":
        throwCyclic();
        break;
      case "hostile":
        System.out.println(causeOf(Failures::hostile));
        break;
      case "suppressed":
        System.out.println(causeOf(Failures::suppressed));
        break;
      case "no-stack":
        System.out.println(causeOf(Failures::noStack));
        break;
      case "huge-message":
        System.out.println(causeOf(Failures::hugeMessage));
        break;
      case "overflow":
        System.out.println(causeOf(Failures::overflow));
        break;
      case "retries-0":
      case "retries-1":
      case "retries-5":
      case "retries-20":
        Deep.retries(Integer.parseInt(way.substring(8)));
        break;
      case "storm":
        storm();
        break;
      default:
        throw new IllegalArgumentException(way);
    }
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static void inPool() throws InterruptedException {
    ExecutorService pool = Executors.newSingleThreadExecutor(r -> new Thread(r, "pool-worker"));
    pool.execute(() -> new Deep().one());
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** The application must see the very object that was thrown, with nothing added to it. */
  private static boolean caughtOutside() {
    try {
      Thrower.fail(ALLOCATED_BEFORE);
      return false;
    } catch (IllegalStateException e) {
      return e == ALLOCATED_BEFORE && e.getSuppressed().length == 0 && e.getCause() == null;
    }
  }

  static void again() {
    Thrower.fail(ALLOCATED_BEFORE);
  }

  private static void throwCyclic() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);
    System.out.println(causeOf(() -> Thrower.fail(second)));
  }

  static void hostile() {
    Thrower.fail(new Hostile());
  }

  static void suppressed() {
    IllegalStateException main = new IllegalStateException("main");
    main.addSuppressed(new IllegalArgumentException("while closing"));
    Thrower.fail(main);
  }

  static void noStack() {
    Thrower.fail(new NoStack());
  }

  static void hugeMessage() {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < 1 << 20; i++) {
      message.append((char) (i % 0x3000));
    }
    Thrower.fail(new IllegalStateException(message.append('\ud800').toString()));
  }

  static void overflow() {
    overflow();
  }

  private static void storm() {
    int caught = 0;
    for (int i = 0; i < 1000; i++) {
      try {
        Thrower.fail(new IllegalStateException("number " + i));
      } catch (IllegalStateException e) {
        caught++;
      }
    }
    System.out.println("caught " + caught);
  }

  private static String causeOf(Runnable work) {
    try {
      work.run();
      return "nothing";
    } catch (Throwable t) {
      return t.getClass().getSimpleName();
    }
  }

  /** Throws what it is given. */
  static final class Thrower {
    private Thrower() {}

    static void fail(RuntimeException e) {
      throw e;
    }
  }

  /** Ten calls on the way out. */
  static final class Deep {
    void one() {
      two();
    }

    private void two() {
      three();
    }

    private void three() {
      four();
    }

    private void four() {
      five();
    }

    private void five() {
      six();
    }

    private void six() {
      seven();
    }

    private void seven() {
      eight();
    }

    private void eight() {
      nine();
    }

    private void nine() {
      ten();
    }

    private void ten() {
      throw new IllegalStateException("stock of 4411 is negative");
    }

    /** Forty failures in one call, each wrapped so often and then handled. */
    static void retries(int wraps) {
      int caught = 0;
      for (int i = 0; i < 40; i++) {
        try {
          wrap(wraps);
        } catch (RuntimeException e) {
          caught++;
        }
      }
      System.out.println("caught " + caught);
    }

    private static void wrap(int wraps) {
      if (wraps == 0) {
        throw new IllegalStateException("wrapped 0 times");
      }
      try {
        wrap(wraps - 1);
      } catch (RuntimeException e) {
        throw new UnsupportedOperationException("wrapped " + wraps + " times", e);
      }
    }

    void handles() {
      try {
        one();
      } catch (IllegalStateException e) {
        System.out.println("handled " + e.getMessage());
      }
    }

    void wraps() {
      try {
        one();
      } catch (IllegalStateException e) {
        throw new UnsupportedOperationException("cannot check out", e);
      }
    }

    void wrapsAndHandles() {
      try {
        wraps();
      } catch (UnsupportedOperationException e) {
        System.out.println("handled " + e.getMessage());
      }
    }
  }

  /** Every getter is a trap. */
  static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new StackOverflowError("no cause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no hash");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("no comparison");
    }
  }

  static final class NoStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoStack() {
      super("no stack", null, false, false);
    }
  }
}
