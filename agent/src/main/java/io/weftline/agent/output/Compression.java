package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.Closeable;
import java.io.File;
import java.io.FilterOutputStream;
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
  /** Of the name it works under, which begins with a dot: never found as {@code *.jsonl*}. */
  static final String ENDING = ".gz.tmp";

  private static final int PIECE_BYTES = 1 << 18;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long HURRY_NANOS = 100000000L;
  private static final long RETRY_NANOS = 10000000000L;

  private final Storage storage;
  private final Rotation rotation;
  private final Path temporary;
  private final TotalSize total;
  private final DirectoryForce directory;
  private final Clock clock;
  private final Warnings warnings;

  /** Whether there may be something to do. */
  private boolean wanted = true;

  private boolean refused;
  private long refusedNanos;

  /** The backup in hand; 0 for none. */
  private int index;

  /** Whether the unfinished file could not be deleted. */
  private boolean leftOver;

  private InputStream in;
  private OutputStream file;
  private OutputStream packed;
  private byte[] piece;

  /**
   * @param temporary what an earlier process may have left behind, too
   */
  Compression(
      Storage storage,
      Rotation rotation,
      Path temporary,
      TotalSize total,
      DirectoryForce directory,
      Clock clock,
      Warnings warnings) {
    this.storage = storage;
    this.rotation = rotation;
    this.temporary = temporary;
    this.total = total;
    this.directory = directory;
    this.clock = clock;
    this.warnings = warnings;
  }

  /** Says that there is a new backup, and that others have moved, the one in hand too. */
  void rotated() {
    wanted = true;
    if (index != 0) {
      int now = rotation.moved(index);
      if (now == 0) {
        abandon();
      } else {
        index = now;
      }
    }
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
    } catch (NoRoomException e) {
      // There is no use in trying before there is another backup: nothing else can be deleted.
      wanted = false;
      abandon();
      return false;
    } catch (IOException e) {
      return refuse(Storage.describe(e));
    } catch (RuntimeException e) {
      return refuse(e.toString());
    } catch (Error e) {
      return refuse(e.toString());
    }
  }

  private boolean refuse(String cause) {
    refused = true;
    refusedNanos = clock.nanos();
    abandon();
    warnings.warn(
        "output.compress",
        "A backup could not be compressed to "
            + temporary
            + ": "
            + cause
            + ". It stays as it is; tried again in ten seconds.");
    return false;
  }

  private boolean begin() throws IOException {
    storage.delete(temporary);
    int next = rotation.toCompress();
    if (next == 0) {
      return false;
    }
    index = next;
    in = storage.read(rotation.plain(index));
    file = new Bounded(storage.create(temporary), total, rotation.plain(index));
    packed = new GZIPOutputStream(file, BUFFER_BYTES);
    piece = new byte[PIECE_BYTES];
    return true;
  }

  private void end() throws IOException {
    packed.close();
    in.close();
    if (directory.isWanted()) {
      storage.force(temporary);
    }
    storage.rename(temporary, rotation.packed(index));
    directory.changed(temporary.getParent());
    storage.delete(rotation.plain(index));
    total.changed();
    forget();
  }

  /**
   * Comes to an end with the file in hand, if that is near, before it is renamed: events wait
   * meanwhile. Where open files cannot be renamed it is given up, and begun again later.
   */
  void hurry() {
    long begin = clock.nanos();
    while (index != 0 && clock.nanos() - begin < HURRY_NANOS && step()) {
      // The piece after this one.
    }
    if (File.separatorChar == '\\') {
      abandon();
    }
  }

  /** Gives up the file in hand; the plain one stays. */
  void abandon() {
    if (index == 0 && !leftOver) {
      return;
    }
    InputStream from = in;
    OutputStream to = file;
    forget();
    leftOver = true;
    try {
      close(from);
      close(to);
      storage.delete(temporary);
      leftOver = false;
    } catch (IOException e) {
      Log.say("output.compress", "Could not remove " + temporary + ": " + Storage.describe(e));
    }
    total.changed();
  }

  /** Leaves nothing unfinished, nor a backup in both forms. */
  void close() {
    abandon();
    if (refused) {
      try {
        rotation.toCompress();
      } catch (IOException e) {
        Log.say("output.compress", "Looking after backups: " + Storage.describe(e));
      }
    }
  }

  private static void close(Closeable stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // Nothing of it is kept; the next one must not stay open for this.
      Log.say("output.compress", "Giving up a compressed file: " + Storage.describe(e));
    }
  }

  private void forget() {
    index = 0;
    in = null;
    file = null;
    packed = null;
    piece = null;
  }

  /** There is no room for the compressed file beside the plain one within file.total-size. */
  private static final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The compressed file, which counts for the size of all files while it grows. */
  private static final class Bounded extends FilterOutputStream {
    private final TotalSize total;
    private final Path plain;

    Bounded(OutputStream out, TotalSize total, Path plain) {
      super(out);
      this.total = total;
      this.plain = plain;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (!total.reserve(count, plain)) {
        throw new NoRoomException();
      }
      out.write(bytes, from, count);
      total.wrote(count);
    }
  }
}
