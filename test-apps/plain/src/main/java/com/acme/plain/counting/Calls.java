package com.acme.plain.counting;

import java.io.PrintStream;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each method of the driver's objects was called, by its name: the interface that
 * declares it, the method and its parameter types. Inherited methods count under the interface that
 * declares them ({@code Statement.close()} of a prepared statement too), those of {@code Object}
 * and {@code Wrapper} under Driver, Connection, Statement or ResultSet. Exact, for any number of
 * threads.
 */
public final class Calls {
  private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

  private Calls() {}

  static void count(String method) {
    COUNTS.computeIfAbsent(method, name -> new LongAdder()).increment();
  }

  /** Counts a method the driver does not have, and says so. */
  static SQLFeatureNotSupportedException unsupported(String method) {
    count(method);
    return new SQLFeatureNotSupportedException(method, "0A000");
  }

  /** Prints a line for each method that was called, sorted by name. */
  public static void print(PrintStream out) {
    new TreeMap<>(COUNTS).forEach((name, count) -> out.println("calls " + name + " " + count));
  }
}
