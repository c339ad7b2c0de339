package io.weftline.e2e;

import java.nio.file.Path;
import java.util.Map;

/** A program whose method {@code tick} is called a hundred times a second until its input ends. */
final class Ticker {
  static final String TICK = "com.acme.e2e.Ticker.tick";

  private static final String SOURCE =
      """
      package com.acme.e2e;

      public class Ticker {
        static volatile boolean ended;

        public static void main(String[] args) throws Exception {
          Thread ticks = new Thread(() -> { while (!ended) tick(); }, "ticks");
          ticks.start();
          System.out.println("ticking");
          while (System.in.read() >= 0) {}
          ended = true;
          ticks.join();
          System.out.println("done");
        }

        static void tick() {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  private Ticker() {}

  /** Each tick is slow, and so a line. */
  static AppRun run() {
    Path classes = Program.compile(Map.of("com.acme.e2e.Ticker", SOURCE));
    return AppRun.of("com.acme.e2e.Ticker", classes)
        .option("methods.include", TICK)
        .option("slow.method", "0");
  }
}
