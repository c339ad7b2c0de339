package com.acme.plain.fail;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs what it catches. */
final class LogService {
  private static final Logger INNER = Logger.getLogger("shop.inner");
  private static final Logger OUTER = Logger.getLogger("shop.outer");

  private LogService() {}

  static String handles() {
    try {
      isLogged();
      return "done";
    } catch (IllegalStateException e) {
      INNER.log(Level.SEVERE, "goes without it", e);
      return "instead";
    }
  }

  private static void isLogged() {
    throw new IllegalStateException("logged in a timed call");
  }

  static void logsAndRethrows() {
    try {
      isLoggedAndRethrown();
    } catch (IllegalStateException e) {
      INNER.log(Level.WARNING, "cannot go on", e);
      throw e;
    }
  }

  private static void isLoggedAndRethrown() {
    throw new IllegalStateException("logged and rethrown");
  }

  static String logsAgain() {
    try {
      logsFirst();
      return "done";
    } catch (UnsupportedOperationException e) {
      OUTER.log(Level.SEVERE, "goes without it", e);
      return "instead";
    }
  }

  private static void logsFirst() {
    try {
      isLoggedTwice();
    } catch (IllegalStateException e) {
      INNER.log(Level.WARNING, "somebody above may know", e);
      throw new UnsupportedOperationException("wrapped between two records", e);
    }
  }

  private static void isLoggedTwice() {
    throw new IllegalStateException("logged twice on its way");
  }

  static void logsAndEnds() {
    try {
      isLoggedAndUncaught();
    } catch (IllegalStateException e) {
      INNER.log(Level.SEVERE, "the worker gives up", e);
      throw e;
    }
  }

  private static void isLoggedAndUncaught() {
    throw new IllegalStateException("logged and then uncaught");
  }
}
