package io.weftline.agent.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines as bytes, from a stream that may grow: at its end the line in hand is kept, and reading can
 * go on later. The buffer never passes {@link #MAX_BYTES}; what is longer is skipped, and if it
 * does not end within {@link #GIVE_UP_BYTES} nothing more is read. One thread.
 */
final class LineReader implements Closeable {
  static final int MAX_BYTES = 1 << 20;
  static final long GIVE_UP_BYTES = 1L << 30;
  private static final int FIRST_BYTES = 16 * 1024;

  private final InputStream stream;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int start;
  private int scanned;
  private int end;
  private int lineStart;
  private int lineEnd;
  private long skipped;
  private long skippedLine;

  LineReader(InputStream stream) {
    this.stream = stream;
  }

  /**
   * Goes to the next line that is complete.
   *
   * @return false if there is none now
   */
  boolean next() throws IOException {
    while (true) {
      while (scanned < end) {
        if (buffer[scanned++] == '\n') {
          take(scanned - 1);
          return true;
        }
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** Goes to what stands after the last line end; false if there is nothing. */
  boolean rest() {
    if (start == end && skipped == 0) {
      return false;
    }
    take(end);
    return true;
  }

  private void take(int to) {
    lineStart = start;
    lineEnd = to > start && buffer[to - 1] == '\r' ? to - 1 : to;
    skippedLine = skipped == 0 ? 0 : skipped + to - start;
    skipped = 0;
    start = scanned;
  }

  private boolean fill() throws IOException {
    if (end - start >= MAX_BYTES || skipped > 0) {
      skipped += end - start;
      start = end;
      if (skipped >= GIVE_UP_BYTES) {
        return false;
      }
    }
    if (start == end) {
      start = 0;
      scanned = 0;
      end = 0;
    } else if (end == buffer.length && start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      scanned -= start;
      end -= start;
      start = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * end, MAX_BYTES));
    }
    int count = stream.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }

  /** Forgets what has been read ahead, since the stream begins anew. */
  void restart() {
    start = 0;
    scanned = 0;
    end = 0;
    skipped = 0;
  }

  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return lineStart;
  }

  int length() {
    return lineEnd - lineStart;
  }

  /** How long the line was if it was too long to be kept, else 0. */
  long skippedBytes() {
    return skippedLine;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
