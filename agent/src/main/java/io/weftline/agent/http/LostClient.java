package io.weftline.agent.http;

import java.io.IOException;

/**
 * Tells an exception that a server throws into an application because the other end of the
 * connection has gone, from those that are the application's own: it is an {@link IOException} that
 * was made where the server reads and writes its connections. Stateless.
 */
public final class LostClient {
  private static final int MAX_DEPTH = 10;

  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  /** Servers come with clients, which throw the same where another server is lost. */
  private static final String CLIENT = ".client.";

  private LostClient() {}

  /**
   * Whether that, or a cause of it, was thrown by a connection.
   *
   * @param thrown null for no
   * @param connections beginnings of the names of the classes that read and write for the server
   */
  public static boolean is(Throwable thrown, String... connections) {
    Throwable each = thrown;
    for (int i = 0; i < MAX_DEPTH && each != null; i++) {
      if (each instanceof IOException && isFrom(each.getStackTrace(), connections)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /**
   * Whether that, or a cause of it, was thrown by the server at all: where its client has gone, it
   * also refuses what the application does next. What the application threw by itself is its own.
   */
  public static boolean isOfServer(Throwable thrown, String... servers) {
    Throwable each = thrown;
    for (int i = 0; i < MAX_DEPTH && each != null; i++) {
      if (isFrom(each.getStackTrace(), servers)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  private static boolean isFrom(StackTraceElement[] stack, String[] servers) {
    boolean from = false;
    for (StackTraceElement each : stack) {
      String type = each.getClassName();
      if (type.contains(CLIENT)) {
        return false;
      }
      if (!from) {
        from = startsWith(type, servers);
        if (!from && !startsWith(type, JDK)) {
          return false;
        }
      }
    }
    return from;
  }

  private static boolean startsWith(String type, String[] prefixes) {
    for (String each : prefixes) {
      if (type.startsWith(each)) {
        return true;
      }
    }
    return false;
  }
}
