package com.acme.plain;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes all descriptors that its process may have, keeps them for a time and gives them back, while
 * {@link Load} runs: {@code Greedy <times> <milliseconds> <arguments of Load>}.
 */
public final class Greedy {
  private static final int MOST = 100000;
  private static final long BETWEEN_MILLIS = 1500;

  private Greedy() {}

  public static void main(String[] args) throws Exception {
    int times = Integer.parseInt(args[0]);
    long millis = Long.parseLong(args[1]);
    Thread taker = new Thread(() -> takeAll(times, millis), "taker");
    taker.start();
    Load.run(Arrays.copyOfRange(args, 2, args.length));
    taker.join();
  }

  private static void takeAll(int times, long millis) {
    try {
      for (int i = 1; i <= times; i++) {
        Pause.millis(BETWEEN_MILLIS);
        List<FileInputStream> taken = take();
        System.out.println("taken " + i);
        Pause.millis(millis);
        for (FileInputStream each : taken) {
          each.close();
        }
        System.out.println("given back " + i);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<FileInputStream> take() {
    File file = new File(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
    List<FileInputStream> taken = new ArrayList<>();
    while (taken.size() < MOST) {
      try {
        taken.add(new FileInputStream(file));
      } catch (FileNotFoundException e) {
        return taken;
      }
    }
    throw new IllegalStateException("there is no end of descriptors");
  }
}
