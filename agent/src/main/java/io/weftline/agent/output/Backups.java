package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What becomes of a file that is full: it is renamed, forced, compressed, and if that is refused it
 * goes on growing and the attempt is repeated.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Backups {
  private final FileTarget target;
  private final Path file;
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;
  private final Rotation rotation;

  /** Null if it would say nothing that another does not. */
  private final RotationRate rate;

  /** Null if there is to be none. */
  private final Compression compression;

  private boolean refused;
  private long retryAtNanos;

  /**
   * @param base the name of the file without its ending
   */
  Backups(FileTarget target, Storage storage, Output.Parts parts, String base, RotationRate rate)
      throws IOException {
    this.target = target;
    this.rate = rate;
    account = parts.account;
    clock = parts.clock;
    warnings = parts.warnings;
    file = target.directory().resolve(base + ".jsonl");
    rotation = new Rotation(storage, target.directory(), base + ".jsonl", parts.settings.maxFiles);
    Path temporary = target.directory().resolve("." + base + Compression.ENDING);
    compression =
        parts.settings.compress
            ? new Compression(
                storage,
                rotation,
                temporary,
                target.total(),
                target.directoryForce(),
                clock,
                warnings)
            : null;
    try {
      storage.delete(temporary);
    } catch (IOException e) {
      // Nobody's events depend on it.
      warnings.warn(
          "output.compress",
          temporary
              + ", a compressed file that was not finished, cannot be removed: "
              + Storage.describe(e)
              + ". Remove it by hand.");
    }
  }

  /** The current file. */
  Path file() {
    return file;
  }

  /** Whether the file has to grow until the next attempt to rename it is due. */
  boolean isRefused() {
    return refused && clock.nanos() - retryAtNanos < 0;
  }

  /**
   * Makes a backup of the closed file.
   *
   * @param bytes it has
   * @return whether that could be done
   */
  boolean shift(long bytes) {
    try {
      if (compression != null) {
        compression.hurry();
      }
      rotation.rotate();
      refused = false;
      account.rotated();
      target.directoryForce().changed(target.directory());
      if (compression != null) {
        compression.rotated();
      }
      if (rate != null) {
        rate.rotated(file, bytes, rotation.maxFiles());
      }
      return true;
    } catch (IOException e) {
      refused = true;
      retryAtNanos = clock.nanos() + Outage.RETRY_NANOS;
      warnings.warn(
          "output.rotate",
          file
              + " has reached its size but cannot be renamed: "
              + Storage.describe(e)
              + ". It goes on growing; tried again each second.");
      return false;
    } finally {
      target.total().changed();
    }
  }

  /** Does a piece of work that is not urgent; returns whether there is more. */
  boolean work() {
    return compression != null && !target.guard().isLow() && compression.step();
  }

  void close() {
    if (compression != null) {
      compression.close();
    }
  }
}
