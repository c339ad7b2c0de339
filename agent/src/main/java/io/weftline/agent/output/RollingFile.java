package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file of lines with its backups: batches, rotates, notices when somebody else has removed or
 * renamed it, and after any failure begins again from the path: a file handle that has failed once
 * is not trusted, and a line that was torn is ended with a line feed before the next.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class RollingFile {
  private static final int BATCH_BYTES = 1 << 16;
  private static final long CHECK_NANOS = 2000000000L;
  private static final String ERRORS = "-errors";

  private final FileTarget target;
  private final Storage storage;
  private final OutputSettings settings;
  private final FileHeader header;
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;
  private final String instance;

  private final boolean counted;
  private final Outage outage;

  /** A seq taken for the first header, before anything else; 0 once it is used. */
  private long reservedSeq;

  private final LineBuffer pending = new LineBuffer(BATCH_BYTES);
  private int[] ends = new int[256];
  private int lines;
  private long firstSeq;

  private String base;
  private Path path;
  private Rotation rotation;

  /** Null if there is to be none. */
  private Compression compression;

  /** Null while closed. */
  private Storage.Appender appender;

  private boolean headed;
  private Object key;
  private long size;
  private long headerEnd;
  private long sequence;
  private String previousId;
  private int landed;

  private boolean rotationRefused;
  private long rotateAtNanos;
  private long checkedNanos;

  /**
   * @param counted whether its lines are those of the account and its headers have a seq
   */
  RollingFile(
      FileTarget target, Storage storage, Output.Parts parts, FileHeader header, boolean counted) {
    this.counted = counted;
    reservedSeq = counted ? parts.headerSeq : 0;
    this.target = target;
    this.storage = storage;
    this.header = header;
    settings = parts.settings;
    account = parts.account;
    clock = parts.clock;
    warnings = parts.warnings;
    instance = parts.identity.instance;
    outage = new Outage(counted, clock, warnings);
  }

  /** Opens the file, so that a wrong path shows at once. */
  void begin() {
    try {
      isReady();
    } catch (IOException e) {
      failedFor(e, true);
    } catch (RuntimeException e) {
      failedFor(e, true);
    }
  }

  void add(LineBuffer line, long seq) {
    if (pending.length() + line.length() > BATCH_BYTES) {
      flush();
    }
    if (lines == 0) {
      firstSeq = seq;
    }
    if (lines == ends.length) {
      ends = Arrays.copyOf(ends, lines * 2);
    }
    pending.append(line.bytes(), 0, line.length());
    ends[lines++] = pending.length();
  }

  /** Writes all lines taken, or counts them as lost. */
  void flush() {
    if (lines == 0) {
      return;
    }
    int done = 0;
    boolean again = true;
    while (done < lines) {
      landed = done;
      boolean refused = false;
      try {
        if (!isReady()) {
          break;
        }
        int until = fitting(done);
        if (until == done) {
          rotate();
        } else {
          write(done, until);
          done = until;
          outage.over(path);
        }
      } catch (IOException e) {
        done = landed;
        refused = true;
        failedFor(e, !again);
      } catch (RuntimeException e) {
        done = landed;
        refused = true;
        failedFor(e, !again);
      }
      if (refused) {
        if (!again) {
          break;
        }
        // Once more at once: what has failed may have been the handle only.
        again = false;
        outage.retryNow();
      }
    }
    if (counted) {
      account.dropped(Account.Loss.DISK, lines - done);
    }
    outage.lost(lines - done);
    lines = 0;
    pending.clear();
  }

  /** Writes whole lines; {@link #landed} says how many of the batch are in the file afterwards. */
  private void write(int from, int until) throws IOException {
    int start = from == 0 ? 0 : ends[from - 1];
    ByteBuffer bytes = ByteBuffer.wrap(pending.bytes(), start, ends[until - 1] - start);
    try {
      write(bytes);
    } finally {
      int end = bytes.position();
      int count = from;
      // What lacks only its line feed gets that when the file is opened again.
      while (count < until && ends[count] - 1 <= end) {
        count++;
      }
      landed = count;
      if (counted) {
        // At once, so that a header says exactly how many lines stand before it.
        account.written(count - from);
      }
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    long begin = clock.nanos();
    int start = bytes.position();
    try {
      while (bytes.hasRemaining()) {
        if (appender.write(bytes) <= 0) {
          throw new IOException("the file takes no more bytes");
        }
      }
    } finally {
      int count = bytes.position() - start;
      size += count;
      account.wrote(count, clock.nanos() - begin);
    }
  }

  /** Up to which line the batch fits into the file; all of it while renaming is refused. */
  private int fitting(int from) {
    if (rotationRefused && clock.nanos() - rotateAtNanos < 0) {
      return lines;
    }
    int start = from == 0 ? 0 : ends[from - 1];
    int until = from;
    while (until < lines && size + ends[until] - start <= settings.maxFileBytes) {
      until++;
    }
    return until == from && size <= headerEnd ? from + 1 : until;
  }

  /** Whether the file at the path is open and ours; tries to make it so, if it is time. */
  private boolean isReady() throws IOException {
    long now = clock.nanos();
    if (appender != null) {
      checkedNanos = now;
      Storage.Found found = storage.find(path);
      if (isSame(found)) {
        size = found.size;
        return true;
      }
      outage.moved();
      closeAppender();
    }
    if (outage.isPresent() && !outage.isDue()) {
      return false;
    }
    open();
    return true;
  }

  private boolean isSame(Storage.Found found) {
    return found != null && headed && found.size >= size && (key == null || key.equals(found.key));
  }

  private void open() throws IOException {
    String name = target.name() + (counted ? "" : ERRORS);
    if (!name.equals(base)) {
      path = target.directory().resolve(name + ".jsonl");
      rotation = new Rotation(storage, target.directory(), name + ".jsonl", settings.maxFiles);
      base = name;
      headed = false;
      // Never found by those who look for *.jsonl*.
      Path temporary = target.directory().resolve("." + name + ".gz.tmp");
      compression =
          settings.compress ? new Compression(storage, rotation, temporary, clock, warnings) : null;
      storage.delete(temporary);
    }
    Storage.Found found = storage.find(path);
    boolean same = isSame(found);
    if (!same && found != null && found.regular && found.size >= settings.maxFileBytes) {
      found = shift() ? null : found;
    }
    appender = storage.append(path);
    boolean torn;
    try {
      size = found == null ? 0 : found.size;
      torn = size > 0 && storage.lastByte(path, size) != '\n';
      if (torn) {
        write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
      if (!same) {
        headed = false;
        writeHeader();
        Storage.Found own = storage.find(path);
        if (own == null) {
          throw new IOException("the file was removed while it was opened");
        }
        key = own.key;
        headed = true;
      }
    } catch (IOException e) {
      closeAppender();
      throw e;
    }
    if (torn || !same) {
      // What has taken these bytes takes others: without, only the next line will show it.
      outage.over(path);
    }
  }

  private void writeHeader() throws IOException {
    long seq = 0;
    if (counted) {
      seq = reservedSeq != 0 ? reservedSeq : account.nextSeq();
      reservedSeq = 0;
    }
    sequence++;
    String id = instance + (counted ? "-" : "-e") + sequence;
    long least = lines > 0 && (seq == 0 || firstSeq < seq) ? firstSeq : seq;
    ByteBuffer line = ByteBuffer.wrap(header.make(seq, least, sequence, id, previousId));
    boolean begins = size == 0;
    try {
      write(line);
    } finally {
      if (counted) {
        boolean complete = line.remaining() <= 1;
        account.written(complete ? 1 : 0);
        account.dropped(Account.Loss.DISK, complete ? 0 : 1);
      }
    }
    headerEnd = begins ? size : 0;
    previousId = id;
  }

  /** Sees to it that so many bytes more do not begin another file; tries again whatever failed. */
  void makeRoom(int bytes) {
    outage.retryNow();
    begin();
    if (appender != null && size > headerEnd && size + bytes > settings.maxFileBytes) {
      rotate();
      begin();
    }
  }

  private void rotate() {
    closeAppender();
    if (shift()) {
      headed = false;
    }
  }

  /** Makes a backup of the closed file; returns whether that could be done. */
  private boolean shift() {
    try {
      if (compression != null) {
        compression.finish();
      }
      rotation.rotate();
      account.rotated();
      rotationRefused = false;
      if (compression != null) {
        compression.rotated();
      }
      return true;
    } catch (IOException e) {
      rotationRefused = true;
      rotateAtNanos = clock.nanos() + Outage.RETRY_NANOS;
      warnings.warn(
          "output.rotate",
          path
              + " has reached file.max-size but cannot be renamed: "
              + Storage.describe(e)
              + ". It goes on growing; tried again each second.");
      return false;
    }
  }

  /** Looks after the file; returns whether there is more to do at once. */
  boolean work() {
    long now = clock.nanos();
    try {
      if (outage.isPresent()
          ? outage.isDue()
          : appender != null && now - checkedNanos >= CHECK_NANOS) {
        checkedNanos = now;
        if (counted || lines > 0) {
          isReady();
        } else if (appender != null && !isSame(storage.find(path))) {
          // The next error begins it anew.
          closeAppender();
        }
      }
    } catch (IOException e) {
      failedFor(e, true);
    } catch (RuntimeException e) {
      failedFor(e, true);
    }
    return compression != null && compression.step();
  }

  private void failedFor(Exception problem, boolean report) {
    closeAppender();
    if (reservedSeq != 0) {
      reservedSeq = 0;
      account.dropped(Account.Loss.DISK, 1);
    }
    outage.failed(problem, path == null ? settings.dir : path, report);
  }

  private void closeAppender() {
    if (appender != null) {
      try {
        appender.close();
      } catch (IOException e) {
        // All bytes had been accepted before; what a network file system loses now nobody can name.
        Log.say("output.close", "Closing " + path + " failed: " + Storage.describe(e));
      }
      appender = null;
    }
  }

  void close() {
    if (compression != null) {
      compression.abandon();
    }
    closeAppender();
  }
}
