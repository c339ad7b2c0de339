package io.weftline.agent.output;

import io.weftline.agent.config.Option;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.IOException;

/**
 * Sees to it that what was written to a file is forced to the disk in time, if that is wanted, and
 * knows how many lines nobody can vouch for when forcing fails: the operating system may then have
 * thrown them away, or not.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Durability {
  /** For no sleep to be cut short. */
  static final long NEVER_NANOS = Long.MAX_VALUE;

  private final long intervalNanos;
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;

  private boolean unforced;
  private long lines;
  private long sinceNanos;

  Durability(OutputSettings settings, Account account, Clock clock, Warnings warnings) {
    intervalNanos = settings.fsyncNanos;
    this.account = account;
    this.clock = clock;
    this.warnings = warnings;
  }

  boolean isWanted() {
    return intervalNanos != Option.OFF;
  }

  /**
   * Bytes were written.
   *
   * @param beganNanos before the first of them was
   */
  void wrote(long beganNanos) {
    if (isWanted() && !unforced) {
      unforced = true;
      sinceNanos = beganNanos;
    }
  }

  /** Of what was written so many lines are complete. */
  void completed(int count) {
    lines += count;
  }

  boolean isDue() {
    return unforced && dueNanos() <= 0;
  }

  /** In how many nanoseconds it is time; {@link #NEVER_NANOS} if there is nothing to force. */
  long dueNanos() {
    if (!unforced) {
      return NEVER_NANOS;
    }
    // A thread wakes late, and the promise is about when the bytes are there.
    return sinceNanos + intervalNanos - intervalNanos / 8 - clock.nanos();
  }

  /** Forces what is not yet, if that is wanted. */
  void force(Storage.Appender appender, Object file) throws IOException {
    if (!unforced) {
      lines = 0;
      return;
    }
    boolean done = false;
    try {
      appender.force();
      done = true;
    } catch (IOException e) {
      // Whatever comes of it: what is written from now on is another matter.
      doubt(file, Storage.describe(e));
      throw e;
    } finally {
      if (!done && unforced) {
        doubt(file, "an error of the virtual machine");
      }
      unforced = false;
      lines = 0;
    }
  }

  private void doubt(Object file, String cause) {
    long uncertain = lines;
    unforced = false;
    lines = 0;
    account.doubted(uncertain);
    String text =
        "Forcing "
            + file
            + " to the disk failed ("
            + cause
            + "). The "
            + uncertain
            + " lines written since that last went well may be in it or not; they stay counted as"
            + " written. It is opened anew.";
    Log.say("output.fsync", text);
    warnings.warn("output.fsync", text);
  }
}
