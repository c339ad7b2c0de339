package io.weftline.agent.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;

/**
 * The backups of a file: {@code .1} is the newest, {@code .N} the oldest, by rename only, so that
 * whoever reads one keeps it. If a rename is refused the rest stays as it is, with a gap that the
 * next attempt closes; nothing is ever overwritten. Only regular files of names that this class
 * gives are touched: where something else has such a name, the backups end before it.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Rotation {
  private static final String GZIP = ".gz";

  /** What {@code file.max-files} allows: nobody's date, and no number of ours beyond it. */
  private static final int MAX_NUMBER = 10000;

  private static final int TRAILER_BYTES = 4;
  private static final int MIN_GZIP_BYTES = 18;

  private final Storage storage;
  private final Path directory;
  private final String file;
  private final int maxFiles;

  private final BitSet plain = new BitSet();
  private final BitSet packed = new BitSet();

  /** Up to which number backups may be kept: {@code maxFiles}, or less if something is there. */
  private int limit;

  /** The first number that the latest rotation left as it was. */
  private int shifted;

  /**
   * @param file the name of the current file
   */
  Rotation(Storage storage, Path directory, String file, int maxFiles) {
    this.storage = storage;
    this.directory = directory;
    this.file = file;
    this.maxFiles = maxFiles;
  }

  /** Renames the current file to {@code .1} and the others before it; deletes the oldest. */
  void rotate() throws IOException {
    read();
    if (limit == 0) {
      throw new FileSystemException(
          path(1, "").toString(), null, path(1, "") + " is in the way and no regular file");
    }
    dropDoubles();
    for (int i = last(); i > maxFiles; i = last()) {
      delete(i);
    }
    int gap = 1;
    while (plain.get(gap) || packed.get(gap)) {
      gap++;
    }
    if (gap > limit) {
      delete(limit);
      gap = limit;
    }
    shifted = gap;
    for (int i = gap - 1; i >= 1; i--) {
      if (plain.get(i)) {
        storage.rename(path(i, ""), path(i + 1, ""));
      }
      if (packed.get(i)) {
        storage.rename(path(i, GZIP), path(i + 1, GZIP));
      }
    }
    storage.rename(directory.resolve(file), path(1, ""));
  }

  /**
   * Where a backup has gone in the latest rotation.
   *
   * @return its number now; 0 if it was deleted
   */
  int moved(int index) {
    int now = index < shifted ? index + 1 : index;
    return now > limit || index > maxFiles ? 0 : now;
  }

  int maxFiles() {
    return maxFiles;
  }

  /** The newest backup that is to be compressed, or 0. */
  int toCompress() throws IOException {
    read();
    dropDoubles();
    int index = plain.nextSetBit(2);
    while (index > 0 && packed.get(index)) {
      // What somebody else has packed there is not to be overwritten.
      index = plain.nextSetBit(index + 1);
    }
    return index < 0 || index > maxFiles ? 0 : index;
  }

  Path plain(int index) {
    return path(index, "");
  }

  Path packed(int index) {
    return path(index, GZIP);
  }

  private int last() {
    return Math.max(plain.length(), packed.length()) - 1;
  }

  private void delete(int index) throws IOException {
    if (plain.get(index)) {
      storage.delete(path(index, ""));
      plain.clear(index);
    }
    if (packed.get(index)) {
      storage.delete(path(index, GZIP));
      packed.clear(index);
    }
  }

  /**
   * A backup whose compressed form is complete, from a process that ended just then, is done with.
   * A compressed file that is anything else (somebody's who ran out of space) is no reason.
   */
  private void dropDoubles() throws IOException {
    for (int i = plain.nextSetBit(0); i >= 0; i = plain.nextSetBit(i + 1)) {
      if (packed.get(i) && isComplete(path(i, GZIP), path(i, ""))) {
        storage.delete(path(i, ""));
        plain.clear(i);
      }
    }
  }

  /** Whether the compressed file ends with the length of the plain one (RFC 1952, 2.3.1). */
  private boolean isComplete(Path gzip, Path original) throws IOException {
    Storage.Found compressed = storage.find(gzip);
    Storage.Found whole = storage.find(original);
    if (compressed == null || whole == null || compressed.size < MIN_GZIP_BYTES) {
      return false;
    }
    InputStream in = storage.read(gzip);
    try {
      if (in.read() != 0x1f || in.read() != 0x8b) {
        return false;
      }
      long left = compressed.size - 2 - TRAILER_BYTES;
      while (left > 0) {
        long skipped = in.skip(left);
        if (skipped <= 0) {
          return false;
        }
        left -= skipped;
      }
      long length = 0;
      for (int i = 0; i < TRAILER_BYTES; i++) {
        length |= (in.read() & 0xffL) << 8 * i;
      }
      return length == (whole.size & 0xffffffffL);
    } finally {
      in.close();
    }
  }

  private void read() throws IOException {
    plain.clear();
    packed.clear();
    limit = maxFiles;
    for (String name : storage.names(directory, file + ".")) {
      int index = number(name, file);
      if (index > 0) {
        Storage.Found found = storage.find(directory.resolve(name));
        if (found != null && !found.isRegular()) {
          limit = Math.min(limit, index - 1);
        } else if (found != null) {
          (name.endsWith(GZIP) ? packed : plain).set(index);
        }
      }
    }
  }

  /** The number of a backup of a file, or 0 if this is not the name of one. */
  static int number(String name, String file) {
    int from = file.length() + 1;
    int end = name.endsWith(GZIP) ? name.length() - GZIP.length() : name.length();
    return end > from && name.startsWith(file) && name.charAt(from - 1) == '.'
        ? index(name, from, end)
        : 0;
  }

  /** The number in a part of a name as this class writes it, or 0. */
  private static int index(String name, int from, int to) {
    if (to <= from || name.charAt(from) == '0') {
      return 0;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + c - '0';
      if (number > MAX_NUMBER) {
        return 0;
      }
    }
    return number;
  }

  private Path path(int index, String ending) {
    return directory.resolve(file + "." + index + ending);
  }

  /** Names of backups of one file. Immutable. */
  static final class OldestFirst implements Comparator<String> {
    private final String file;

    OldestFirst(String file) {
      this.file = file;
    }

    @Override
    public int compare(String one, String other) {
      return number(other, file) - number(one, file);
    }
  }
}
