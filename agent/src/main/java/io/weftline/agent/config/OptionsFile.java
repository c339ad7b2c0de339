package io.weftline.agent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a file, or in one sentence why there is none. Immutable once read.
 *
 * <p>The file may be anything: a directory, a device, a key store, or larger than the heap.
 */
final class OptionsFile {
  static final int MAX_BYTES = 1 << 20;

  private final String text;
  private final String problem;

  private OptionsFile(String text, String problem) {
    this.text = text;
    this.problem = problem;
  }

  /** Null if there is a {@link #problem()}. */
  String text() {
    return text;
  }

  String problem() {
    return problem;
  }

  static OptionsFile read(File file) {
    try {
      if (!file.exists()) {
        return bad("there is no such file, or no permission to see it");
      }
      if (file.isDirectory()) {
        return bad("is a directory, not a properties file");
      }
      // Reading a pipe could wait for ever, and a device never end.
      if (!file.isFile()) {
        return bad("is not an ordinary file");
      }
      if (file.length() > MAX_BYTES) {
        return tooLarge();
      }
      return decode(bytesOf(file));
    } catch (IOException failure) {
      return bad("cannot be read (" + failure.getMessage() + ")");
    } catch (SecurityException failure) {
      return bad("may not be read (" + failure.getMessage() + ")");
    }
  }

  /** At most one byte more than allowed: it may be growing. */
  private static byte[] bytesOf(File file) throws IOException {
    InputStream in = new FileInputStream(file);
    try {
      byte[] bytes = new byte[(int) Math.min(file.length(), MAX_BYTES) + 1];
      int count = 0;
      while (true) {
        int read = in.read(bytes, count, bytes.length - count);
        if (read < 0) {
          return Arrays.copyOf(bytes, count);
        }
        count += read;
        if (count > MAX_BYTES) {
          return bytes;
        }
        if (count == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(count * 2L, MAX_BYTES + 1L));
        }
      }
    } finally {
      in.close();
    }
  }

  private static OptionsFile decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return tooLarge();
    }
    if (bytes.length >= 2 && isUtf16Mark(bytes[0] & 0xFF, bytes[1] & 0xFF)) {
      return bad("is written in UTF-16: save it as UTF-8");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return bad("is binary, not a properties file (a zero byte in line " + line(bytes, i) + ")");
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    // A decoder that is fresh reports what it cannot decode instead of replacing it.
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      return bad("is not UTF-8 in line " + line(bytes, in.position()) + ": save it as UTF-8");
    }
    out.flip();
    return new OptionsFile(out.toString(), null);
  }

  private static boolean isUtf16Mark(int first, int second) {
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
  }

  private static int line(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      boolean isPair = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (bytes[i] == '\n' || (bytes[i] == '\r' && !isPair)) {
        line++;
      }
    }
    return line;
  }

  private static OptionsFile tooLarge() {
    return bad("is larger than 1 MB, so it is not a file of options");
  }

  private static OptionsFile bad(String problem) {
    return new OptionsFile(null, problem);
  }
}
