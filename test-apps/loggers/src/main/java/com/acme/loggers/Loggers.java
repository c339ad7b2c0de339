package com.acme.loggers;

/** A logging library, set up so that it prints no times. */
interface Loggers {

  Log of(String name);

  /** Whatever is queued is printed. */
  void close();
}
