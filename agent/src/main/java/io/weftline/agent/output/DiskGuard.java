package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops the writing before the volume is full, so that the application keeps some of it, and lets
 * it go on when there is room again: a twentieth more than the limit, so as not to stop and go. It
 * asks the system once a second while something is written, and sooner when so much was written
 * that the limit may be near.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class DiskGuard {
  private static final long LOOK_NANOS = 1000000000L;
  private static final int DEFAULT_SHARE = 20;
  private static final int RELIEF_SHARE = 20;

  private final Storage storage;
  private final long wantedBytes;
  private final boolean byDefault;
  private final Clock clock;
  private final Warnings warnings;

  private boolean looked;
  private long lookedNanos;

  /** How much may be written before the next look. */
  private long unseenBytes;

  private boolean low;

  /** Whether the volume has ever told something else than 0. */
  private boolean knows;

  private boolean said;

  DiskGuard(Storage storage, OutputSettings settings, Clock clock, Warnings warnings) {
    this.storage = storage;
    wantedBytes = settings.minFreeBytes;
    byDefault = settings.minFreeByDefault;
    this.clock = clock;
    this.warnings = warnings;
  }

  /** Whether writing was stopped the last time that somebody asked. */
  boolean isLow() {
    return low;
  }

  /**
   * Asks whether so many bytes may be written.
   *
   * @param directory exists
   * @throws IOException if that would take what is to stay free; says what to do
   */
  void check(Path directory, long bytes) throws IOException {
    if (wantedBytes == 0) {
      return;
    }
    long now = clock.nanos();
    if (low || !looked || now - lookedNanos >= LOOK_NANOS || bytes > unseenBytes) {
      looked = true;
      lookedNanos = now;
      look(directory, bytes);
    }
    unseenBytes -= bytes;
  }

  private void look(Path directory, long bytes) throws IOException {
    Storage.Space space = null;
    String problem = null;
    try {
      space = storage.space(directory);
    } catch (IOException e) {
      problem = Storage.describe(e);
    } catch (RuntimeException e) {
      problem = e.toString();
    }
    if (space != null) {
      problem = oddity(space);
    }
    if (problem != null) {
      low = false;
      unseenBytes = Long.MAX_VALUE;
      unknown(directory, problem);
      return;
    }
    knows = true;
    long limit = limit(space);
    long needed = low ? limit + limit / RELIEF_SHARE : limit;
    if (space.usable - bytes < needed) {
      low = true;
      unseenBytes = 0;
      throw new IOException(text(directory, space, bytes, limit, needed));
    }
    low = false;
    // Others write as well: half of the way at most.
    unseenBytes = bytes + (space.usable - bytes - limit) / 2;
  }

  /** What is wrong with these numbers, or null. */
  private String oddity(Storage.Space space) {
    if (space.usable < 0) {
      return "it says " + space.usable + " bytes";
    }
    // A full volume says 0 as well, but then it has said something else before; if not, writing
    // itself will show.
    return space.usable == 0 && (!knows || space.total <= 0) ? "it says 0 bytes" : null;
  }

  private long limit(Storage.Space space) {
    return byDefault && space.total > 0
        ? Math.min(wantedBytes, space.total / DEFAULT_SHARE)
        : wantedBytes;
  }

  private String text(Path directory, Storage.Space space, long bytes, long limit, long needed) {
    return "the volume of "
        + directory
        + " has "
        + Bytes.text(space.usable)
        + " free, of which "
        + Bytes.text(limit)
        + " are to stay free for others ("
        + (limit < wantedBytes ? "5 % of it" : "file.min-free-disk")
        + "), and "
        + Bytes.text(bytes)
        + " are to be written. Free some space, or set file.min-free-disk lower"
        + (needed > limit ? "; writing goes on from " + Bytes.text(needed + bytes) : "");
  }

  private void unknown(Path directory, String problem) {
    if (!said) {
      said = true;
      warnings.warn(
          "output.disk-guard",
          "How much space is free for "
              + directory
              + " cannot be told ("
              + problem
              + "): file.min-free-disk has no effect, files are written until the volume is full.");
    }
  }
}
