package com.acme.plain.fail;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Map;

/** What the JVM and the JDK throw. */
final class VmWays {
  private VmWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("stack-overflow", VmWays::overflow);
    ways.put("array-too-large", VmService::allocates);
    ways.put("assertion", () -> VmService.asserts(-1));
    ways.put("initializer", VmService::initializes);
    ways.put("no-class-def", VmService::usesAgain);
    ways.put("reflection", VmService::reflects);
    ways.put("proxy", VmWays::proxy);
    ways.put("visible-proxy", VmWays::visibleProxy);
    ways.put("class-cast", () -> VmService.casts(Integer.valueOf(7)));
    ways.put("array-index", () -> VmService.indexes(new int[3]));
    ways.put("number-format", () -> VmService.parses("seven"));
    ways.put("null-pointer", () -> VmService.dereferences(null));
    ways.put("arithmetic", () -> VmService.divides(0));
    ways.put("array-store", () -> VmService.stores(new Integer[1]));
    ways.put("negative-size", () -> VmService.measures(-1));
    ways.put("unmodifiable", () -> VmService.modifies(new ArrayList<>()));
    ways.put("iteration", VmService::iterates);
  }

  /** Twice, the second time with more room: where it ends is chance. */
  private static void overflow() throws InterruptedException {
    for (int kilobytes = 512; kilobytes <= 2048; kilobytes *= 4) {
      Thread thread = new Thread(null, VmWays::catchOverflow, "deep", kilobytes << 10);
      thread.start();
      thread.join();
    }
  }

  private static void catchOverflow() {
    try {
      System.out.println(VmService.overflows());
    } catch (StackOverflowError e) {
      System.out.println("overflow");
    }
  }

  static int ping(int depth) {
    return pong(depth + 1) + 1;
  }

  private static int pong(int depth) {
    return ping(depth + 1) + 1;
  }

  static void isReflected() {
    throw new IllegalStateException("called by reflection");
  }

  private static void proxy() throws Exception {
    VmService.callsProxy(
        (VmService.Port)
            Proxy.newProxyInstance(
                VmWays.class.getClassLoader(),
                new Class<?>[] {VmService.Port.class},
                (proxy, method, arguments) -> {
                  throw new Exception("not declared by the port");
                }));
  }

  private static void visibleProxy() {
    VmService.callsVisibleProxy(
        (Runnable)
            Proxy.newProxyInstance(
                VmWays.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> {
                  throw new Exception("not declared by a runnable");
                }));
  }
}
