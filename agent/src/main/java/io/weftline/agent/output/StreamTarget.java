package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.log.Log;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lines to the standard output of the process, without headers: whoever collects it knows the
 * source.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class StreamTarget implements Target {
  /** Where the writer stands while nobody reads. */
  static final String PLACE = "standard output";

  private static final int BATCH_BYTES = 1 << 16;

  private final OutputStream stream;
  private final Account account;
  private final Progress progress;
  private final Clock clock;
  private final LineBuffer pending = new LineBuffer(BATCH_BYTES);
  private int lines;

  /**
   * @param stream unbuffered, not {@code System.out}, which the application may replace
   */
  StreamTarget(OutputStream stream, Output.Parts parts) {
    this.stream = stream;
    account = parts.account;
    progress = parts.progress;
    clock = parts.clock;
  }

  @Override
  public void open() {}

  @Override
  public void add(LineBuffer line, Event event) {
    if (pending.length() + line.length() > BATCH_BYTES) {
      flush();
    }
    pending.append(line.bytes(), 0, line.length());
    lines++;
  }

  @Override
  public void flush() {
    if (lines == 0) {
      return;
    }
    int count = lines;
    int bytes = pending.length();
    long begin = clock.nanos();
    boolean written = false;
    progress.begin("write to", PLACE);
    try {
      stream.write(pending.bytes(), 0, bytes);
      stream.flush();
      written = true;
    } catch (IOException e) {
      Log.say(
          "output.stdout",
          "Cannot write events to standard output: "
              + e.getMessage()
              + ". They are counted as lost; output.target=file writes them to files.");
    } finally {
      lines = 0;
      pending.clear();
      if (written) {
        account.written(count);
        account.wrote(bytes, clock.nanos() - begin);
      } else {
        account.dropped(Account.Loss.DISK, count);
      }
      progress.end();
    }
  }

  @Override
  public void makeRoom(int bytes) {}

  @Override
  public boolean work() {
    return false;
  }

  @Override
  public long dueNanos() {
    return Durability.NEVER_NANOS;
  }

  @Override
  public void close() {}
}
