package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses backups, a piece at each step, so that the writer never stands still for a whole file.
 * It works under a name that no reader of logs looks for; the file gets its own when it is
 * complete, and only then the plain one goes.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Compression {
  private static final int PIECE_BYTES = 1 << 18;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long RETRY_NANOS = 10000000000L;

  private final Storage storage;
  private final Rotation rotation;
  private final Path temporary;
  private final Clock clock;
  private final Warnings warnings;

  /** Whether there may be something to do. */
  private boolean wanted = true;

  private boolean refused;
  private long refusedNanos;

  /** The backup in hand; 0 for none. */
  private int index;

  private InputStream in;
  private OutputStream file;
  private OutputStream packed;
  private byte[] piece;

  /**
   * @param temporary what an earlier process may have left behind, too
   */
  Compression(Storage storage, Rotation rotation, Path temporary, Clock clock, Warnings warnings) {
    this.storage = storage;
    this.rotation = rotation;
    this.temporary = temporary;
    this.clock = clock;
    this.warnings = warnings;
  }

  /** Says that there is a new backup. */
  void rotated() {
    wanted = true;
  }

  /** Does a piece of work; returns whether there is more. */
  boolean step() {
    if (!wanted || refused && clock.nanos() - refusedNanos < RETRY_NANOS) {
      return false;
    }
    refused = false;
    try {
      if (index == 0) {
        wanted = begin();
        return wanted;
      }
      int count = in.read(piece);
      if (count > 0) {
        packed.write(piece, 0, count);
      } else {
        end();
      }
      return true;
    } catch (IOException e) {
      refused = true;
      refusedNanos = clock.nanos();
      abandon();
      warnings.warn(
          "output.compress",
          "A backup could not be compressed to "
              + temporary
              + ": "
              + Storage.describe(e)
              + ". It stays as it is; tried again in ten seconds.");
      return false;
    }
  }

  private boolean begin() throws IOException {
    storage.delete(temporary);
    int next = rotation.toCompress();
    if (next == 0) {
      return false;
    }
    index = next;
    in = storage.read(rotation.plain(index));
    file = storage.create(temporary);
    packed = new GZIPOutputStream(file, BUFFER_BYTES);
    piece = new byte[PIECE_BYTES];
    return true;
  }

  private void end() throws IOException {
    packed.close();
    in.close();
    storage.rename(temporary, rotation.packed(index));
    storage.delete(rotation.plain(index));
    forget();
  }

  /** Finishes the file in hand: what is being read must not be renamed everywhere. */
  void finish() {
    while (index != 0) {
      step();
    }
  }

  /** Gives up the file in hand; the plain one stays. */
  void abandon() {
    if (index != 0) {
      try {
        if (in != null) {
          in.close();
        }
        if (file != null) {
          file.close();
        }
        storage.delete(temporary);
      } catch (IOException e) {
        Log.say("output.compress", "Could not remove " + temporary + ": " + Storage.describe(e));
      }
      forget();
    }
  }

  private void forget() {
    index = 0;
    in = null;
    file = null;
    packed = null;
    piece = null;
  }
}
