package io.weftline.agent.cli;

import io.weftline.agent.console.EventLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several inputs as one, by timestamp; each keeps its own order. Lines without a timestamp stay
 * behind the line that they follow. One thread.
 */
final class Merge {
  private static final byte[] TIMESTAMP = "{\"timestamp\":\"".getBytes(StandardCharsets.ISO_8859_1);
  private static final int TIMESTAMP_CHARS = 27;

  private final PriorityQueue<Source> sources = new PriorityQueue<Source>();
  private final EventLine event = new EventLine();
  private final Stderr stderr;
  private final boolean waits;
  private final boolean stamped;
  private boolean failed;

  /**
   * @param waits whether a last line without an end is left in its reader, to be completed
   */
  Merge(List<Input> inputs, boolean waits, Stderr stderr) {
    this.stderr = stderr;
    this.waits = waits;
    this.stamped = inputs.size() > 1;
    int number = 0;
    for (Input input : inputs) {
      Source source = new Source(input, number++);
      if (advance(source)) {
        sources.add(source);
      }
    }
  }

  /**
   * Hands over all lines.
   *
   * @return whether every input could be read to its end
   */
  boolean run(EventPrinter printer) {
    while (!sources.isEmpty() && !printer.isClosed()) {
      Source source = sources.poll();
      do {
        printer.accept(source.input);
        if (source.input.name().equals("-")) {
          // Whoever pipes a running program in wants to see it at once.
          printer.flush();
        }
      } while (!printer.isClosed() && advance(source) && isStillFirst(source));
      if (source.hasLine) {
        sources.add(source);
      }
    }
    return !failed;
  }

  private boolean isStillFirst(Source source) {
    Source other = sources.peek();
    return other == null || source.compareTo(other) < 0;
  }

  private boolean advance(Source source) {
    source.hasLine = false;
    Input input = source.input;
    try {
      LineReader reader = input.reader();
      boolean last = !waits || !input.isFollowable();
      source.hasLine = reader.next() || last && reader.rest();
      if (source.hasLine && stamped) {
        source.stamp = stamp(reader, source.stamp);
      }
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        stderr.unreadable(input.name(), e);
      }
      failed = true;
    }
    return source.hasLine;
  }

  /** The timestamp; by its place, where the envelope has it, since that costs next to nothing. */
  private String stamp(LineReader line, String otherwise) {
    byte[] bytes = line.bytes();
    int offset = line.offset();
    if (line.length() > TIMESTAMP.length + TIMESTAMP_CHARS && startsWithTimestamp(bytes, offset)) {
      int from = offset + TIMESTAMP.length;
      if (bytes[from + TIMESTAMP_CHARS - 1] == 'Z') {
        return new String(bytes, from, TIMESTAMP_CHARS, StandardCharsets.ISO_8859_1);
      }
    }
    String stamp = event.read(bytes, offset, line.length()) ? event.text("timestamp") : null;
    return stamp == null ? otherwise : stamp;
  }

  private static boolean startsWithTimestamp(byte[] bytes, int offset) {
    for (int i = 0; i < TIMESTAMP.length; i++) {
      if (bytes[offset + i] != TIMESTAMP[i]) {
        return false;
      }
    }
    return true;
  }

  /** An input and the line that comes next from it. */
  private static final class Source implements Comparable<Source> {
    final Input input;
    final int number;
    String stamp = "";
    boolean hasLine;

    Source(Input input, int number) {
      this.input = input;
      this.number = number;
    }

    @Override
    public int compareTo(Source other) {
      int order = stamp.compareTo(other.stamp);
      return order == 0 ? Integer.compare(number, other.number) : order;
    }
  }
}
