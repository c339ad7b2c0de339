package com.acme.plain;

/**
 * Ways for a program to end, each chosen by its name. All do some slow work in their last moment.
 */
public final class Endings {
  private Endings() {}

  public static void main(String[] args) throws Exception {
    Last last = new Last();
    Runtime.getRuntime().addShutdownHook(new Thread(last::hook, "last-hook"));
    switch (args[0]) {
      case "return":
        last.work();
        break;
      case "exit":
        last.work();
        System.exit(3);
        break;
      case "exit-within":
        last.exitWithin();
        break;
      case "daemon":
        Thread daemon = new Thread(() -> last.forever(), "busy-daemon");
        daemon.setDaemon(true);
        daemon.start();
        last.work();
        break;
      case "uncaught":
        last.work();
        throw new IllegalStateException("the end");
      case "wait":
        System.out.println("waiting");
        Thread.currentThread().join();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  /** What is done last. */
  static final class Last {
    void work() {
      Pause.millis(30);
    }

    void hook() {
      Pause.millis(30);
      System.out.println("hook done");
    }

    void exitWithin() {
      Pause.millis(30);
      System.exit(4);
    }

    void forever() {
      while (true) {
        Pause.millis(10);
      }
    }
  }
}
