package com.acme.loggers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Logs with one library, named by the class that knows it, and prints which throwables passed the
 * check of their loggers' levels: {@code passed LEVEL logger message}.
 */
public final class Records {
  private static final String SHOP = "com.acme.Shop";
  private static final String FINE = "com.acme.fine.Stock";
  private static final List<String> PASSED = Collections.synchronizedList(new ArrayList<String>());

  private Records() {}

  /**
   * @param args the simple name of a {@link Loggers}
   */
  public static void main(String[] args) throws Exception {
    Loggers loggers =
        (Loggers) Class.forName("com.acme.loggers." + args[0]).getConstructor().newInstance();
    Log shop = loggers.of(SHOP);
    Log fine = loggers.of(FINE);

    shop.error("nothing thrown");
    shop.trace("too fine", thrown("t"));
    shop.debug("too fine", thrown("d"));
    shop.info("started", passed("INFO", SHOP, "i"));
    shop.warn("slow", passed("WARN", SHOP, "w"));
    shop.error("failed", passed("ERROR", SHOP, "e"));
    fine.trace("traced", passed("TRACE", FINE, "ft"));
    fine.debug("debugged", passed("DEBUG", FINE, "fd"));
    Throwable of = thrown("a");
    if (shop.error("order {} of {}", Integer.valueOf(7), new Customer(), of)) {
      PASSED.add("passed ERROR " + SHOP + " a");
    }
    inAnotherThread(shop);
    loggers.close();
    // Only now, since a library may print on a thread of its own.
    for (String each : PASSED) {
      System.out.println(each);
    }
  }

  private static void inAnotherThread(final Log shop) throws InterruptedException {
    Thread thread =
        new Thread("worker") {
          @Override
          public void run() {
            for (int i = 0; i < 3; i++) {
              shop.error("again", passed("ERROR", SHOP, "r" + i));
            }
          }
        };
    thread.start();
    thread.join();
  }

  private static Throwable passed(String level, String logger, String message) {
    PASSED.add("passed " + level + " " + logger + " " + message);
    return thrown(message);
  }

  private static Throwable thrown(String message) {
    return new IllegalStateException(message);
  }

  /** An argument. */
  private static final class Customer {
    private int rendered;

    /** How often it is rendered is seen in what is printed. */
    @Override
    public String toString() {
      return "customer" + ++rendered;
    }
  }
}
