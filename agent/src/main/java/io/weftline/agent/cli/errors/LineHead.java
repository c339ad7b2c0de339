package io.weftline.agent.cli.errors;

import java.nio.charset.StandardCharsets;

/**
 * What a line begins with, told by its place, since that costs next to nothing: nearly all lines
 * are of no concern. Reused from line to line; one thread.
 */
final class LineHead {
  private static final byte[] TIMESTAMP = bytes("{\"timestamp\":\"");
  private static final byte[] LEVEL = bytes("\",\"level\":\"");
  private static final byte[] KIND = bytes("\",\"kind\":\"");
  private static final int MAX_LEVEL_CHARS = 8;

  private byte[] line;
  private int at;
  private int end;
  private long micros;

  /**
   * Reads a line in the place of the one before.
   *
   * @return whether it begins as every event of ours does
   */
  boolean read(byte[] bytes, int offset, int length) {
    line = bytes;
    at = offset;
    end = offset + length;
    if (!skip(TIMESTAMP) || end - at <= Times.TIMESTAMP_CHARS) {
      return false;
    }
    micros = Times.ofBytes(bytes, at);
    at += Times.TIMESTAMP_CHARS;
    if (micros == Times.NONE || !skip(LEVEL)) {
      return false;
    }
    for (int i = 0; i < MAX_LEVEL_CHARS && at < end && bytes[at] != '"'; i++) {
      at++;
    }
    return skip(KIND);
  }

  private boolean skip(byte[] expected) {
    if (!isNext(expected)) {
      return false;
    }
    at += expected.length;
    return true;
  }

  private boolean isNext(byte[] expected) {
    if (end - at < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (line[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** When it was written. */
  long micros() {
    return micros;
  }

  /** Whether the kind is this, which ends in a quote. */
  boolean isKind(byte[] quoted) {
    return isNext(quoted);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
