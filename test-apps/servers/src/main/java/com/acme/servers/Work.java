package com.acme.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What pages do on whatever server. */
final class Work {
  /** The header that says what has been read. */
  static final String READ = "X-Read";

  private static final int FLOOD_CHUNKS = 4_000;

  /** Its threads end with the program. */
  static final ExecutorService OTHERS =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "other");
            thread.setDaemon(true);
            return thread;
          });

  private Work() {}

  /** So many bytes that anybody can foretell. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      all.write(buffer, 0, length);
    }
    return all.toByteArray();
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** More than any client takes that goes away. */
  static void flood(OutputStream out) throws IOException {
    byte[] chunk = new byte[16 * 1024];
    Arrays.fill(chunk, (byte) 'f');
    for (int i = 0; i < FLOOD_CHUNKS; i++) {
      out.write(chunk);
    }
  }
}
