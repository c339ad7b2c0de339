package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * One file of lines with its backups: batches, rotates, notices when somebody else has removed or
 * renamed it, and after any failure begins again from the path: a file handle that has failed once
 * is not trusted, and a line that was torn is ended with a line feed before the next.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class RollingFile {
  static final String ERRORS = "-errors";

  private static final long CHECK_NANOS = 2000000000L;

  private final FileTarget target;
  private final Storage storage;
  private final Output.Parts parts;
  private final FileHeader header;
  private final Account account;
  private final Clock clock;
  private final String instance;
  private final long maxFileBytes;

  private final boolean counted;
  private final Outage outage;
  private final Durability durability;
  private final RotationRate rate;
  private final Batch batch = new Batch();

  /** How many lines of the batch are in the file. */
  private int landed;

  /** A seq taken for the first header, before anything else; 0 once it is used. */
  private long reservedSeq;

  private String base;

  /** Null before the name is known. */
  private Path path;

  private Backups backups;

  /** Null while closed. */
  private Storage.Appender appender;

  private boolean headed;
  private Object key;
  private long size;
  private long headerEnd;
  private long sequence;
  private String previousId;

  /** Whether the file may end within a line. */
  private boolean torn;

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
    this.parts = parts;
    this.header = header;
    account = parts.account;
    clock = parts.clock;
    instance = parts.identity.instance;
    maxFileBytes = TotalSize.fileBytes(parts.settings);
    Warnings warnings = parts.warnings;
    outage = new Outage(counted, clock, warnings);
    durability = new Durability(parts.settings, account, clock, warnings);
    // The copies of errors are some of the lines of the main file: that rotates no less often.
    rate = counted ? new RotationRate(clock, warnings) : null;
  }

  /**
   * Opens the file, so that a wrong path shows at once. Tries twice: one call that failed once must
   * not cost what is made until the next attempt is due.
   */
  void begin() {
    for (int attempt = 0; attempt < 2; attempt++) {
      outage.retryNow();
      try {
        isReady();
        return;
      } catch (Throwable t) {
        failedFor(t, attempt > 0);
      }
    }
  }

  /** Takes a line; whatever is thrown, it was not taken then. */
  void add(LineBuffer line, long seq) {
    if (!batch.hasRoomFor(line.length())) {
      flush();
    }
    batch.add(line, seq);
  }

  /** Writes all lines taken, or counts them as lost. */
  void flush() {
    if (batch.count() == 0) {
      return;
    }
    landed = 0;
    try {
      deliver();
    } finally {
      // Whatever has happened each line is counted once.
      int lost = batch.count() - landed;
      if (counted) {
        account.dropped(Account.Loss.DISK, lost);
      }
      outage.lost(lost);
      batch.clear();
    }
  }

  private void deliver() {
    boolean again = true;
    while (landed < batch.count()) {
      try {
        if (!isReady()) {
          return;
        }
        int until = fitting(landed);
        if (until == landed) {
          rotate();
        } else {
          write(landed, until);
          outage.over(path);
        }
      } catch (Throwable t) {
        failedFor(t, !again);
        if (!again) {
          return;
        }
        // Once more at once: what has failed may have been the handle only.
        again = false;
        outage.retryNow();
      }
    }
  }

  /** Writes whole lines; {@link #landed} says how many of the batch are in the file afterwards. */
  private void write(int from, int until) throws IOException {
    int start = batch.start(from);
    ByteBuffer bytes = ByteBuffer.wrap(batch.bytes(), start, batch.start(until) - start);
    try {
      write(bytes);
    } finally {
      int end = bytes.position();
      int count = from;
      // What lacks only its line feed gets that when the file is opened again.
      while (count < until && batch.end(count) - 1 <= end) {
        count++;
      }
      durability.completed(count - from);
      landed = count;
      if (counted) {
        // At once, so that a header says exactly how many lines stand before it.
        account.written(count - from);
      }
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    target.total().reserve(bytes.remaining(), null);
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
      target.total().wrote(count);
      account.wrote(count, clock.nanos() - begin);
      if (count > 0) {
        durability.wrote(begin);
      }
    }
  }

  /** Up to which line the batch fits into the file; all of it while renaming is refused. */
  private int fitting(int from) {
    if (backups.isRefused()) {
      return batch.count();
    }
    int start = batch.start(from);
    int until = from;
    while (until < batch.count() && size + batch.end(until) - start <= maxFileBytes) {
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
        target.guard().check(target.directory(), batch.length());
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
    place();
    // A byte is all that this takes, and what reads the file waits for it.
    healTail();
    target.guard().check(target.directory(), batch.length() + Lines.MAX_LINE_BYTES);
    Storage.Found found = storage.find(path);
    boolean same = isSame(found);
    if (!same && found != null && found.isRegular() && found.size >= maxFileBytes) {
      found = backups.shift(found.size) ? null : found;
    }
    size = found == null ? 0 : found.size;
    boolean complete = false;
    appender = storage.append(path);
    try {
      boolean heal = size > 0 && storage.lastByte(path, size) != '\n';
      if (heal) {
        write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
      torn = false;
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
      complete = true;
      if (found == null) {
        target.directoryForce().changed(target.directory());
      }
      if (heal || !same) {
        // What has taken these bytes takes others: without, only the next line will show it.
        outage.over(path);
      }
    } finally {
      if (!complete) {
        torn = true;
        closeAppender();
        if (found == null && size == 0) {
          removeEmpty();
        }
      }
    }
  }

  /** Makes sure of directory and name. */
  private void place() throws IOException {
    String name = target.name() + (counted ? "" : ERRORS);
    if (!name.equals(base)) {
      backups = new Backups(target, storage, parts, name, rate);
      path = backups.file();
      base = name;
      headed = false;
    }
  }

  /** A file of which not even the header could be written is better not there. */
  private void removeEmpty() {
    try {
      Storage.Found found = storage.find(path);
      if (found != null && found.isRegular() && found.size == 0) {
        storage.delete(path);
      }
    } catch (IOException e) {
      Log.say("output.close", "Removing " + path + ", which is empty: " + Storage.describe(e));
    }
  }

  /** Ends a line that was torn, as soon as a byte can be written. */
  private void healTail() throws IOException {
    if (!torn || path == null) {
      return;
    }
    Storage.Found found = storage.find(path);
    if (found != null
        && found.isRegular()
        && found.size > 0
        && storage.lastByte(path, found.size) != '\n') {
      Storage.Appender healing = storage.append(path);
      try {
        target.total().reserve(1, null);
        if (healing.write(ByteBuffer.wrap(new byte[] {'\n'})) != 1) {
          throw new IOException("the file takes no more bytes");
        }
        target.total().wrote(1);
        size = found.size + 1;
      } finally {
        healing.close();
      }
    }
    torn = false;
  }

  private void writeHeader() throws IOException {
    if (counted && account.isClosed()) {
      // It would be an event after the last one, which has the account.
      throw new IOException("the file was taken away at the end");
    }
    long seq = 0;
    if (counted) {
      seq = reservedSeq != 0 ? reservedSeq : account.nextSeq();
      reservedSeq = 0;
    }
    boolean complete = false;
    boolean begins = size == 0;
    String id = null;
    try {
      sequence++;
      id = instance + (counted ? "-" : "-e") + sequence;
      boolean before = batch.count() > 0 && (seq == 0 || batch.firstSeq() < seq);
      long least = before ? batch.firstSeq() : seq;
      ByteBuffer line = ByteBuffer.wrap(header.make(seq, least, sequence, id, previousId));
      try {
        write(line);
      } finally {
        complete = line.remaining() <= 1;
      }
    } finally {
      if (counted) {
        account.written(complete ? 1 : 0);
        account.dropped(Account.Loss.DISK, complete ? 0 : 1);
      }
    }
    durability.completed(1);
    headerEnd = begins ? size : 0;
    previousId = id;
  }

  /** Sees to it that so many bytes more do not begin another file; tries again whatever failed. */
  void makeRoom(int bytes) {
    begin();
    if (appender != null && size > headerEnd && size + bytes > maxFileBytes) {
      try {
        rotate();
      } catch (Throwable t) {
        failedFor(t, true);
        outage.retryNow();
      }
      begin();
    }
  }

  /** Makes a backup of what is there already and larger than files are to be from now on. */
  void shiftOversized() {
    try {
      place();
      Storage.Found found = storage.find(path);
      if (found != null && found.isRegular() && found.size >= maxFileBytes) {
        backups.shift(found.size);
      }
    } catch (IOException e) {
      failedFor(e, true);
    }
  }

  private void rotate() throws IOException {
    durability.force(appender, path);
    closeAppender();
    if (backups.shift(size)) {
      headed = false;
    }
  }

  /** Looks after the file; returns whether there is more to do at once. */
  boolean work() {
    long now = clock.nanos();
    try {
      if (appender != null && durability.isDue()) {
        durability.force(appender, path);
      }
      if (outage.isPresent()
          ? outage.isDue()
          : appender != null && now - checkedNanos >= CHECK_NANOS) {
        checkedNanos = now;
        if (counted || batch.count() > 0) {
          isReady();
        } else if (outage.isPresent()) {
          outage.tried();
          healTail();
        } else if (appender != null && !isSame(storage.find(path))) {
          // The next error begins it anew.
          closeAppender();
        }
      }
    } catch (Throwable t) {
      failedFor(t, true);
    }
    return backups != null && backups.work();
  }

  /** In how many nanoseconds there is something that cannot wait. */
  long dueNanos() {
    return appender == null ? Durability.NEVER_NANOS : durability.dueNanos();
  }

  private void failedFor(Throwable problem, boolean report) {
    torn |= appender != null;
    closeAppender();
    if (reservedSeq != 0) {
      reservedSeq = 0;
      account.dropped(Account.Loss.DISK, 1);
    }
    outage.failed(problem, path == null ? parts.settings.dir : path, report);
  }

  private void closeAppender() {
    Storage.Appender closing = appender;
    if (closing == null) {
      return;
    }
    appender = null;
    try {
      durability.force(closing, path);
    } catch (IOException e) {
      // Said and counted there. What the file ends with is to be looked at.
      torn = true;
    }
    try {
      closing.close();
    } catch (IOException e) {
      // All bytes had been accepted before; what a network file system loses now nobody can name.
      Log.say("output.close", "Closing " + path + " failed: " + Storage.describe(e));
    }
  }

  void close() {
    try {
      healTail();
    } catch (IOException e) {
      Log.say(
          "output.close",
          path
              + " ends within a line ("
              + Storage.describe(e)
              + "); it is ended when the file is next written to.");
    }
    if (backups != null) {
      backups.close();
    }
    closeAppender();
  }
}
