package io.weftline.agent.trace;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of traces, spans and requests: counters through a bijection (SplitMix64, G. Steele and
 * others, OOPSLA 2014), so that none comes twice in a process; where they begin is random, so that
 * none comes twice in a fleet but by chance. They are no secrets.
 *
 * <p>Thread-safe.
 */
public final class Ids {
  private static final long STEP = 0x9e3779b97f4a7c15L;
  private static final int SEEDS = 2;
  private static final String URANDOM = "/dev/urandom";

  private final AtomicLong one;
  private final AtomicLong other;

  public Ids() {
    ByteBuffer seeds = ByteBuffer.wrap(seed());
    one = new AtomicLong(seeds.getLong());
    other = new AtomicLong(seeds.getLong());
  }

  private static byte[] seed() {
    byte[] seed = new byte[SEEDS * 8];
    try {
      // Where there is this file, no provider of the JDK has to be loaded for sixteen bytes.
      InputStream in = new FileInputStream(URANDOM);
      try {
        int read = 0;
        for (int n = 0; n >= 0 && read < seed.length; read += Math.max(0, n)) {
          n = in.read(seed, read, seed.length - read);
        }
        if (read == seed.length) {
          return seed;
        }
      } finally {
        in.close();
      }
    } catch (IOException e) {
      // Windows, or a sandbox.
      return new SecureRandom().generateSeed(seed.length);
    }
    return new SecureRandom().generateSeed(seed.length);
  }

  /** The next one, never 0. */
  public long next() {
    return next(one);
  }

  /** The next one of another series, never 0: for ids of two halves. */
  public long nextHalf() {
    return next(other);
  }

  private static long next(AtomicLong state) {
    long id = mix(state.addAndGet(STEP));
    return id != 0 ? id : mix(state.addAndGet(STEP));
  }

  private static long mix(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Sixteen lower-case hexadecimal digits. */
  public static void hex(StringBuilder out, long id) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      int digit = (int) (id >>> shift) & 15;
      out.append((char) (digit < 10 ? '0' + digit : 'a' + digit - 10));
    }
  }
}
