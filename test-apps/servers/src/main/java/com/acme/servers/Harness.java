package com.acme.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What all the programs do alike: no log, a file with the port, an end when the input ends. */
final class Harness {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger ROOT = Logger.getLogger("");

  private Harness() {}

  /** Before anything else: what a server logs has times in it. */
  static void quiet() {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.OFF);
    System.setProperty(
        "org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.JavaUtilLog");
  }

  /** Serves until the input ends. */
  static void serve(int port) throws IOException {
    Path file = Path.of("port.new");
    Files.writeString(file, Integer.toString(port));
    Files.move(file, Path.of("port"), StandardCopyOption.ATOMIC_MOVE);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Whatever it is.
    }
    System.out.println("done");
  }
}
