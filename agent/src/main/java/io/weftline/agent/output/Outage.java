package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;

/**
 * The state of a file that cannot be written: since when and why, when to try again, what it has
 * cost. Said on stderr while it lasts and as a warning, with the losses, when it is over.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Outage {
  static final long RETRY_NANOS = 1000000000L;

  private final boolean main;
  private final Clock clock;
  private final Warnings warnings;

  private boolean present;
  private boolean reported;
  private boolean moved;
  private String cause;
  private long sinceNanos;
  private long retryAtNanos;
  private long lost;

  Outage(boolean main, Clock clock, Warnings warnings) {
    this.main = main;
    this.clock = clock;
    this.warnings = warnings;
  }

  boolean isPresent() {
    return present;
  }

  /** Whether the next attempt is due. */
  boolean isDue() {
    return clock.nanos() - retryAtNanos >= 0;
  }

  /** Has the next attempt made at once. */
  void retryNow() {
    retryAtNanos = clock.nanos();
  }

  /** An attempt of another kind was made: the next one is due after the usual time. */
  void tried() {
    retryAtNanos = clock.nanos() + RETRY_NANOS;
  }

  void lost(long lines) {
    lost += lines;
  }

  /** Somebody else has removed or renamed the file. */
  void moved() {
    moved = true;
  }

  /**
   * An attempt has failed.
   *
   * @param file what could not be written
   * @param report whether it is to be said: not before the attempt that follows the first at once
   */
  void failed(Throwable problem, Object file, boolean report) {
    long now = clock.nanos();
    if (!present) {
      present = true;
      sinceNanos = now;
      lost = 0;
    }
    retryAtNanos = now + RETRY_NANOS;
    cause = Storage.describe(problem);
    if (report) {
      reported = true;
      // One topic for all files: what is wrong is mostly wrong with their directory.
      Log.say(
          "output.disk",
          "Cannot write "
              + file
              + ": "
              + cause
              + ". Events are lost and counted until it can be written; tried each second.");
    }
  }

  /** Something was written. */
  void over(Object file) {
    if (present) {
      present = false;
      if (reported) {
        reported = false;
        warnings.warn(
            topic(),
            file
                + " could not be written for "
                + (clock.nanos() - sinceNanos) / 1000000
                + " ms ("
                + cause
                + "): "
                + lost
                + (main ? " events were lost." : " copies of errors are missing in it.")
                + " It is being written again.");
      }
    }
    if (moved) {
      moved = false;
      warnings.warn(
          "output.file",
          file + " was removed, renamed or cut by somebody else; it has been begun anew.");
    }
  }

  private String topic() {
    return main ? "output.disk" : "output.errors";
  }
}
