package com.acme.plain.fail;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fails in the ways that the arguments name, or in all of them, one after the other, and prints
 * what came out of each. An argument that is a number has it wait for so many milliseconds.
 */
public final class Ways {
  /** What begins together with the program is ready by then. */
  private static final long SETTLED_MILLIS = 2_500;

  private Ways() {}

  public static void main(String[] args) throws Exception {
    Map<String, Way> ways = all();
    Thread.sleep(SETTLED_MILLIS);
    for (String name : args.length > 0 ? args : ways.keySet().toArray(new String[0])) {
      Way way = ways.get(name);
      if (Character.isDigit(name.charAt(0))) {
        Thread.sleep(Long.parseLong(name));
        continue;
      }
      if (way == null) {
        throw new IllegalArgumentException(name + " is none of " + ways.keySet());
      }
      System.out.println(name + ": " + outcome(way));
    }
  }

  private static Map<String, Way> all() {
    Map<String, Way> ways = new LinkedHashMap<>();
    CallWays.addTo(ways);
    VmWays.addTo(ways);
    ShapeWays.addTo(ways);
    MessageWays.addTo(ways);
    ThreadWays.addTo(ways);
    FutureWays.addTo(ways);
    StageWays.addTo(ways);
    ForkWays.addTo(ways);
    LogWays.addTo(ways);
    SqlWays.addTo(ways);
    return ways;
  }

  private static String outcome(Way way) {
    try {
      way.run();
      return "goes on";
    } catch (Throwable t) {
      return t.getClass().getName();
    }
  }
}
