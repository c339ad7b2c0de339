package com.acme.plain.fail;

import java.util.ArrayList;
import java.util.List;

/** Ways to fail that a JVM survives for a short time only, chosen by the argument. */
public final class Ending {
  private Ending() {}

  public static void main(String[] args) {
    switch (args[0]) {
      case "main":
        EndingService.endsMain();
        break;
      case "main-untimed":
        throw new IllegalStateException("out of main itself");
      case "hook":
        Runtime.getRuntime().addShutdownHook(new Thread(EndingService::endsHook, "hook"));
        break;
      case "heap":
        heap();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void heap() {
    List<byte[]> hoard = new ArrayList<>();
    try {
      EndingService.hoards(hoard);
    } catch (OutOfMemoryError e) {
      hoard.clear();
      System.out.println("out of memory");
    }
  }
}
