package com.acme.loggers;

import java.util.logging.Handler;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The JDK's own library, whose records are handed on to SLF4J. */
public final class JulToSlf4j extends Jul {

  @Override
  Handler handler() {
    return new SLF4JBridgeHandler();
  }
}
