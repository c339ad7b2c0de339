package io.weftline.e2e;

import java.util.Map;

/**
 * A program that makes as many slow calls as a line of its input says, at once, each a line of its
 * own; from one of 350 bytes to one that has to be cut to the 16,000 of the contract.
 */
final class Bursts {
  static final String CALL = "com.acme.e2e.Bursts.descend";

  /** A little less than what the calls fill of a file of 64 KB. */
  static final int CALLS_PER_FILE = 70;

  private static final String SOURCE =
      """
      package com.acme.e2e;

      import java.io.BufferedReader;
      import java.io.InputStreamReader;

      public class Bursts {
        static final int DEEP = 300;
        static long made;

        public static void main(String[] args) throws Exception {
          BufferedReader orders =
              new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
          System.out.println("ready");
          for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            for (int left = Integer.parseInt(line); left > 0; left--) {
              descend(depth());
            }
          }
          System.out.println("made " + made);
        }

        static int depth() {
          int turn = (int) (made++ % 97);
          return turn == 96 ? DEEP : turn >= 90 ? DEEP / 8 : turn % 4;
        }

        static int descend(int depth) {
          return depth <= 0 ? Integer.parseInt("1") : 1 + descend(depth - 1);
        }
      }
      """;

  private Bursts() {}

  /** With the smallest files there are, of which few are kept, and without a loss. */
  static AppRun run() {
    return AppRun.of("com.acme.e2e.Bursts", Program.compile(Map.of("com.acme.e2e.Bursts", SOURCE)))
        .option("methods.include", CALL)
        .option("slow.method", "0")
        .option("output.when-full", "wait")
        .option("output.flush-interval", "10ms")
        .option("file.max-size", "64KB")
        .mayDeleteFiles();
  }
}
