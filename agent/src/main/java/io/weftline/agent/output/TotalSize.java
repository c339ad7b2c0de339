package io.weftline.agent.output;

import io.weftline.agent.config.Option;
import io.weftline.agent.event.Warnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps all files of one name, whatever they are for, within {@code file.total-size}: before bytes
 * are written that would pass it, the oldest backups are deleted. What it knows of the files it
 * reads anew before it deletes any, and every few seconds.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class TotalSize {
  private static final long READ_NANOS = 5000000000L;
  private static final long RETRY_NANOS = 1000000000L;

  private final Storage storage;
  private final long maxBytes;
  private final boolean errors;
  private final Clock clock;
  private final Warnings warnings;

  private Path directory;
  private String name;

  private long sum;
  private boolean known;
  private long readNanos;
  private boolean refused;
  private long refusedNanos;

  private final List<Path> backups = new ArrayList<Path>();
  private int newestOfMain;
  private final List<Storage.Found> found = new ArrayList<Storage.Found>();

  TotalSize(Storage storage, OutputSettings settings, Clock clock, Warnings warnings) {
    this.storage = storage;
    maxBytes = settings.totalBytes;
    errors = settings.errorsFile;
    this.clock = clock;
    this.warnings = warnings;
  }

  /**
   * The size at which files are rotated: such that the current ones and one backup have room, since
   * else nothing but the latest lines would be left after each rotation.
   */
  static long fileBytes(OutputSettings settings) {
    return settings.totalBytes == Option.OFF
        ? settings.maxFileBytes
        : Math.min(settings.maxFileBytes, settings.totalBytes / (settings.errorsFile ? 3 : 2));
  }

  /** Whose files they are. */
  void of(Path place, String base) {
    if (!place.equals(directory) || !base.equals(name)) {
      directory = place;
      name = base;
      known = false;
    }
  }

  /** Files were renamed or deleted. */
  void changed() {
    known = false;
    refused = false;
  }

  /** So many bytes were written. */
  void wrote(long bytes) {
    sum += bytes;
  }

  /**
   * Makes room.
   *
   * @param bytes that are going to be written
   * @param spared a backup that must stay, or null
   * @return whether there is room; if not it has been said
   */
  boolean reserve(long bytes, Path spared) {
    if (maxBytes == Option.OFF || directory == null) {
      return true;
    }
    long now = clock.nanos();
    if (known && now - readNanos < READ_NANOS && sum + bytes <= maxBytes) {
      return true;
    }
    if (refused && now - refusedNanos < RETRY_NANOS) {
      return false;
    }
    refused = false;
    Path at = directory;
    try {
      read();
      while (sum + bytes > maxBytes) {
        int oldest = oldest(spared);
        if (oldest < 0) {
          if (spared == null) {
            refuse("no backup is left to delete");
          }
          return false;
        }
        at = backups.get(oldest);
        storage.delete(at);
        sum -= found.get(oldest).size;
        backups.remove(oldest);
        found.remove(oldest);
        newestOfMain = oldest < newestOfMain ? newestOfMain - 1 : newestOfMain;
        newestOfMain = backups.isEmpty() ? -1 : newestOfMain;
      }
      return true;
    } catch (IOException e) {
      known = false;
      refuse(at + ": " + Storage.describe(e));
      return false;
    } finally {
      backups.clear();
      found.clear();
    }
  }

  private void refuse(String cause) {
    refused = true;
    refusedNanos = clock.nanos();
    warnings.warn(
        "output.total-size",
        "The files of "
            + name
            + " in "
            + directory
            + " have "
            + Bytes.text(sum)
            + " and cannot be kept within file.total-size ("
            + Bytes.text(maxBytes)
            + "): "
            + cause
            + ". Writing goes on.");
  }

  /**
   * The backup that was changed before all others; of equals the one with the greater number. The
   * newest of the main file comes last of all: it holds what was written just before the current
   * one, and the errors file has only copies.
   */
  private int oldest(Path spared) {
    int oldest = -1;
    for (int i = 0; i < backups.size(); i++) {
      if (i != newestOfMain
          && !backups.get(i).equals(spared)
          && (oldest < 0 || found.get(i).changedMillis < found.get(oldest).changedMillis)) {
        oldest = i;
      }
    }
    if (oldest < 0 && newestOfMain >= 0 && !backups.get(newestOfMain).equals(spared)) {
      oldest = newestOfMain;
    }
    return oldest;
  }

  private void read() throws IOException {
    readNanos = clock.nanos();
    known = false;
    sum = 0;
    backups.clear();
    found.clear();
    read(name + ".jsonl", "." + name + Compression.ENDING);
    newestOfMain = backups.size() - 1;
    if (errors) {
      String other = name + RollingFile.ERRORS;
      read(other + ".jsonl", "." + other + Compression.ENDING);
    }
    known = true;
  }

  private void read(String current, String temporary) throws IOException {
    add(temporary, false);
    // Those with the greatest number first: the clock that the times are from may have been set.
    List<String> names = storage.names(directory, current);
    List<String> numbered = new ArrayList<String>();
    for (String each : names) {
      if (each.equals(current)) {
        add(each, false);
      } else if (Rotation.number(each, current) > 0) {
        numbered.add(each);
      }
    }
    Collections.sort(numbered, new Rotation.OldestFirst(current));
    for (String each : numbered) {
      add(each, true);
    }
  }

  private void add(String file, boolean backup) throws IOException {
    Path path = directory.resolve(file);
    Storage.Found each = storage.find(path);
    if (each == null || !each.isRegular()) {
      return;
    }
    sum += each.size;
    if (backup) {
      backups.add(path);
      found.add(each);
    }
  }
}
