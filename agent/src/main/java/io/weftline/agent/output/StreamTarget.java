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
  private static final int BATCH_BYTES = 1 << 16;

  private final OutputStream stream;
  private final Account account;
  private final Clock clock;
  private final LineBuffer pending = new LineBuffer(BATCH_BYTES);
  private int lines;

  /**
   * @param stream unbuffered, not {@code System.out}, which the application may replace
   */
  StreamTarget(OutputStream stream, Account account, Clock clock) {
    this.stream = stream;
    this.account = account;
    this.clock = clock;
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
    long begin = clock.nanos();
    try {
      stream.write(pending.bytes(), 0, pending.length());
      stream.flush();
      account.written(lines);
      account.wrote(pending.length(), clock.nanos() - begin);
    } catch (IOException e) {
      account.dropped(Account.Loss.DISK, lines);
      Log.say(
          "output.stdout",
          "Cannot write events to standard output: "
              + e.getMessage()
              + ". They are counted as lost; output.target=file writes them to files.");
    } finally {
      lines = 0;
      pending.clear();
    }
  }

  @Override
  public void makeRoom(int bytes) {}

  @Override
  public boolean work() {
    return false;
  }

  @Override
  public void close() {}
}
