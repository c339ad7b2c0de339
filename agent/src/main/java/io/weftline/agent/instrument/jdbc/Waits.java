package io.weftline.agent.instrument.jdbc;

/** What the stack of a thread tells of what it waits for. */
final class Waits {
  /** An answer from the other side of a connection. */
  static final String NETWORK = "network";

  /** A lock or a condition of this process. */
  static final String LOCK = "lock";

  static final String SLEEP = "sleep";

  /** A processor, or something native. */
  static final String CPU = "cpu";

  /** Native methods that wait for a socket are in classes of these packages. */
  private static final String[] NETWORKS = {
    "java.net.Socket", "java.net.PlainSocket", "sun.nio.ch.",
  };

  /** Virtual threads that do are parked by these. */
  private static final String POLLER = "sun.nio.ch.Poller";

  private static final int TOP = 12;

  private Waits() {}

  static String of(Thread.State state, StackTraceElement[] stack) {
    boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    if (state == Thread.State.BLOCKED) {
      return LOCK;
    }
    for (int i = 0; i < Math.min(TOP, stack.length); i++) {
      String type = stack[i].getClassName();
      if (type.equals("java.lang.Thread") && stack[i].getMethodName().startsWith("sleep")) {
        return SLEEP;
      }
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
        break;
      }
      if (waits ? type.equals(POLLER) : isNetwork(type)) {
        return NETWORK;
      }
    }
    return waits ? LOCK : CPU;
  }

  private static boolean isNetwork(String type) {
    for (String each : NETWORKS) {
      if (type.startsWith(each)) {
        return true;
      }
    }
    return false;
  }
}
