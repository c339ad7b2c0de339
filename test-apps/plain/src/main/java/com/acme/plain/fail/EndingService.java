package com.acme.plain.fail;

import java.util.List;

/** Fails near the end of a JVM. */
final class EndingService {
  private static final int CHUNK = 4 << 20;

  private EndingService() {}

  static void endsMain() {
    throw new IllegalStateException("out of main");
  }

  static void endsHook() {
    throw new IllegalStateException("in a shutdown hook");
  }

  static void hoards(List<byte[]> hoard) {
    while (true) {
      hoard.add(new byte[CHUNK]);
    }
  }
}
