package io.weftline.agent.cli;

import io.weftline.agent.console.EventLine;
import io.weftline.agent.console.OneLine;
import io.weftline.agent.console.Palette;
import io.weftline.agent.console.SafeText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Filters lines and prints them, or keeps the last of them to be printed. One thread. */
final class EventPrinter {
  private static final int CHECK_LINES = 64;
  private static final int MAX_FOREIGN_CHARS = 1000;
  private static final long MAX_KEPT_BYTES = 64L << 20;

  private final TailRequest request;
  private final OneLine oneLine;
  private final Palette palette;
  private final PrintStream out;
  private final Stderr stderr;
  private final boolean terminal;
  private final EventLine event = new EventLine();
  private Deque<byte[]> kept;
  private long keptBytes;
  private boolean keptTooMuch;
  private String day;
  private long leftOut;
  private int sinceCheck;
  private boolean closed;

  EventPrinter(
      TailRequest request,
      OneLine oneLine,
      Palette palette,
      PrintStream out,
      Stderr stderr,
      boolean terminal) {
    this.request = request;
    this.oneLine = oneLine;
    this.palette = palette;
    this.out = out;
    this.stderr = stderr;
    this.terminal = terminal;
  }

  /** Keeps from now on only the last lines, until {@link #release}. */
  void keepLast() {
    kept = new ArrayDeque<byte[]>();
  }

  /** Whether nobody reads the output any longer. */
  boolean isClosed() {
    return closed;
  }

  /** Takes the line at which the reader of the input stands. */
  void accept(Input input) {
    LineReader line = input.reader();
    if (line.skippedBytes() > 0) {
      stderr.say(
          input.name() + ": a line of " + line.skippedBytes() + " bytes was skipped (over 1 MB)");
    } else if (line.length() > 0) {
      accept(line.bytes(), line.offset(), line.length());
    }
  }

  private void accept(byte[] bytes, int offset, int length) {
    boolean filtered = request.filter.isActive();
    // Bytes that are only handed on need not be understood.
    boolean unread = !filtered && (kept != null || request.json && !terminal);
    boolean isEvent = unread || event.read(bytes, offset, length);
    if (filtered && !isEvent) {
      leftOut++;
    } else if (!filtered || request.filter.matches(event)) {
      if (kept != null) {
        keep(Arrays.copyOfRange(bytes, offset, offset + length));
      } else {
        print(bytes, offset, length, isEvent);
      }
    }
  }

  private void keep(byte[] line) {
    if (request.lines == 0) {
      return;
    }
    kept.addLast(line);
    keptBytes += line.length;
    while (kept.size() > request.lines || keptBytes > MAX_KEPT_BYTES) {
      keptTooMuch |= kept.size() <= request.lines;
      keptBytes -= kept.removeFirst().length;
    }
  }

  /** Prints what has been kept, and keeps nothing from now on. */
  void release() {
    Deque<byte[]> lines = kept;
    kept = null;
    if (keptTooMuch) {
      stderr.say("-n: only the last " + lines.size() + " lines fit into memory and are shown");
    }
    for (byte[] line : lines) {
      if (closed) {
        return;
      }
      boolean unread = request.json && !terminal;
      print(line, 0, line.length, unread || event.read(line, 0, line.length));
    }
  }

  private void print(byte[] bytes, int offset, int length, boolean isEvent) {
    if (request.json && (isEvent || !terminal)) {
      out.write(bytes, offset, length);
      out.write('\n');
    } else if (isEvent) {
      printDay();
      out.print(oneLine.render(event, bytes, offset, length));
      out.write('\n');
      if (request.tree) {
        out.print(oneLine.tree(bytes, offset, length));
      }
    } else {
      int shown = Math.min(length, 4 * MAX_FOREIGN_CHARS);
      String text = new String(bytes, offset, shown, StandardCharsets.UTF_8);
      out.print(palette.dim() + "| " + SafeText.of(text, MAX_FOREIGN_CHARS) + palette.end() + '\n');
    }
    if (++sinceCheck >= CHECK_LINES) {
      flush();
    }
  }

  /** The lines have the time of day only: where the day changes it is said. */
  private void printDay() {
    String now = oneLine.day(event);
    if (now != null && !now.equals(day)) {
      if (day != null) {
        out.print(palette.dim() + "-- " + now + " --" + palette.end() + '\n');
      }
      day = now;
    }
  }

  /** Brings everything to the reader, and notices if there is none. */
  void flush() {
    sinceCheck = 0;
    closed |= out.checkError();
  }

  /** Says at the end what was not shown. */
  void finish() {
    flush();
    if (leftOut > 0 && !closed) {
      stderr.say(
          leftOut + (leftOut == 1 ? " line that is" : " lines that are") + " not JSON left out");
    }
  }
}
