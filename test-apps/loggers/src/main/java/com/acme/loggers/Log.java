package com.acme.loggers;

/** A logger of some library. Every level of it has a method of its own, as programs call them. */
abstract class Log {

  abstract void trace(String message, Throwable thrown);

  abstract void debug(String message, Throwable thrown);

  abstract void info(String message, Throwable thrown);

  abstract void warn(String message, Throwable thrown);

  abstract void error(String message, Throwable thrown);

  abstract void error(String message);

  /** The message has two places for arguments; false if the library has nothing like that. */
  boolean error(String message, Object one, Object other, Throwable thrown) {
    return false;
  }
}
