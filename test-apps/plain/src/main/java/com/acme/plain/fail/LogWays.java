package com.acme.plain.fail;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What is logged with a throwable. No handler prints it. */
final class LogWays {
  private static final Logger LOGGER = logger();

  private LogWays() {}

  private static Logger logger() {
    LogManager.getLogManager().reset();
    return Logger.getLogger("shop.ways");
  }

  static void addTo(Map<String, Way> ways) {
    ways.put("log-severe", LogWays::severe);
    ways.put("log-warning", LogWays::warning);
    ways.put("log-fine", LogWays::fine);
    ways.put("log-in-call", LogService::handles);
    ways.put("log-and-rethrow", LogService::logsAndRethrows);
    ways.put("log-twice", LogService::logsAgain);
    ways.put("log-and-uncaught", LogWays::uncaught);
  }

  private static void severe() {
    try {
      isSevere();
    } catch (IllegalStateException e) {
      LOGGER.log(Level.SEVERE, "left out", e);
    }
  }

  private static void isSevere() {
    throw new IllegalStateException("logged as severe");
  }

  private static void warning() {
    try {
      isWarning();
    } catch (IllegalStateException e) {
      LOGGER.log(Level.WARNING, e, () -> "left out");
    }
  }

  private static void isWarning() {
    throw new IllegalStateException("logged as a warning");
  }

  private static void fine() {
    try {
      isFine();
    } catch (IllegalStateException e) {
      LOGGER.log(Level.FINE, "not worth it", e);
    }
  }

  private static void isFine() {
    throw new IllegalStateException("logged below the level");
  }

  private static void uncaught() throws InterruptedException {
    Thread thread = new Thread(LogService::logsAndEnds, "worker");
    thread.start();
    thread.join();
  }
}
