package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;

/**
 * Notices files that are so small for what is written that they are gone within minutes, and says
 * which size would be better.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class RotationRate {
  private static final long FAST_NANOS = 60000000000L;
  private static final long REPEAT_NANOS = 3600000000000L;
  private static final long AIM_SECONDS = 600;
  private static final int IN_A_ROW = 3;

  private final Clock clock;
  private final Warnings warnings;

  private long beganNanos;
  private int fast;
  private long fastBytes;
  private long fastNanos;
  private boolean said;
  private long saidNanos;

  RotationRate(Clock clock, Warnings warnings) {
    this.clock = clock;
    this.warnings = warnings;
    beganNanos = clock.nanos();
  }

  /**
   * A file was rotated.
   *
   * @param bytes it has
   * @param maxFiles how many such are kept
   */
  void rotated(Object file, long bytes, int maxFiles) {
    long now = clock.nanos();
    long tookNanos = now - beganNanos;
    beganNanos = now;
    if (tookNanos >= FAST_NANOS) {
      fast = 0;
      fastBytes = 0;
      fastNanos = 0;
      return;
    }
    fast++;
    fastBytes += bytes;
    fastNanos += tookNanos;
    if (fast < IN_A_ROW || said && now - saidNanos < REPEAT_NANOS) {
      return;
    }
    said = true;
    saidNanos = now;
    long millis = Math.max(1, fastNanos / 1000000);
    double aimed = (double) fastBytes / millis * 1000 * AIM_SECONDS;
    long better = (long) Math.min(aimed, (double) OutputOptions.MAX_FILE_BYTES);
    long keptSeconds = (long) ((double) millis / fast * (maxFiles + 1) / 1000);
    warnings.warn(
        "output.rotating",
        file
            + " was renamed "
            + fast
            + " times within "
            + (millis + 999) / 1000
            + " s: it reaches its size that fast, and with all that are kept there are the last "
            + keptSeconds
            + " s. file.max-size="
            + Bytes.option(better)
            + " would give each file ten minutes at this rate; or write less.");
  }
}
