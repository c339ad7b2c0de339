package com.acme.plain.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** What the JVM and the JDK throw. */
final class VmService {
  /** Larger than any JVM makes one. */
  private static final int HUGE = Integer.MAX_VALUE;

  private VmService() {}

  static int overflows() {
    return VmWays.ping(0);
  }

  static int allocates() {
    return new long[HUGE].length;
  }

  static void asserts(int quantity) {
    assert quantity > 0 : "quantity " + quantity;
  }

  static String initializes() {
    return Broken.NAME.trim();
  }

  static String usesAgain() {
    return Broken.NAME.trim();
  }

  static void reflects() throws ReflectiveOperationException {
    VmWays.class.getDeclaredMethod("isReflected").invoke(null);
  }

  static void callsProxy(Port port) throws IOException {
    port.send("proxy");
  }

  static void callsVisibleProxy(Runnable port) {
    port.run();
  }

  static String casts(Object text) {
    return ((String) text).trim();
  }

  static String indexes(int[] numbers) {
    return Integer.toString(numbers[3]);
  }

  static int parses(String number) {
    return Integer.parseInt(number);
  }

  static int dereferences(String text) {
    return text.length();
  }

  static String divides(int by) {
    return Integer.toString(1 / by);
  }

  static void stores(Object[] numbers) {
    numbers[0] = String.valueOf(1);
  }

  static int[] measures(int length) {
    return new int[length].clone();
  }

  static void modifies(List<String> list) {
    Collections.unmodifiableList(list).add("more");
  }

  static void iterates() {
    List<String> list = new ArrayList<>(Collections.nCopies(3, "same"));
    Iterator<String> each = list.iterator();
    list.clear();
    each.next();
  }

  /** A port that a proxy stands for. */
  interface Port {
    void send(String text) throws IOException;
  }

  /** Nobody can use it. */
  private static final class Broken {
    static final String NAME = name();

    private static String name() {
      throw new IllegalStateException("no name for a broken class");
    }
  }
}
