package io.weftline.agent;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.UUID;

/**
 * Tells this run of the agent from all others. {@link UUID#randomUUID} would set up the security
 * providers before {@code main}: that takes 10 ms, and what the application sets up for them in its
 * {@code main} would come too late.
 */
final class RunId {
  private RunId() {}

  /** The text of a random UUID. */
  static String make() {
    return make("/dev/urandom");
  }

  /**
   * @param source of random bytes, for systems that have it
   */
  static String make(String source) {
    try {
      DataInputStream in = new DataInputStream(new FileInputStream(source));
      try {
        long high = in.readLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = in.readLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
      } finally {
        in.close();
      }
    } catch (IOException e) {
      // Not a Unix.
      return UUID.randomUUID().toString();
    }
  }
}
