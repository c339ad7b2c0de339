package io.weftline.agent.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The backups of a file: {@code .1} is the newest, {@code .N} the oldest, by rename only, so that
 * whoever reads one keeps it. If a rename is refused the rest stays as it is, with a gap that the
 * next attempt closes; nothing is ever overwritten. Only names that this class gives are touched.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Rotation {
  private static final String GZIP = ".gz";
  private static final int MAX_DIGITS = 6;

  private final Storage storage;
  private final Path directory;
  private final String file;
  private final int maxFiles;

  private final BitSet plain = new BitSet();
  private final BitSet packed = new BitSet();

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
    dropDoubles();
    for (int i = last(); i > maxFiles; i = last()) {
      delete(i);
    }
    int gap = 1;
    while (plain.get(gap) || packed.get(gap)) {
      gap++;
    }
    if (gap > maxFiles) {
      delete(maxFiles);
      gap = maxFiles;
    }
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

  /** The newest backup that is to be compressed, or 0. */
  int toCompress() throws IOException {
    read();
    dropDoubles();
    int index = plain.nextSetBit(2);
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
   */
  private void dropDoubles() throws IOException {
    for (int i = plain.nextSetBit(0); i >= 0; i = plain.nextSetBit(i + 1)) {
      if (packed.get(i)) {
        storage.delete(path(i, ""));
        plain.clear(i);
      }
    }
  }

  private void read() throws IOException {
    plain.clear();
    packed.clear();
    String prefix = file + ".";
    for (String name : storage.names(directory, prefix)) {
      boolean gzip = name.endsWith(GZIP);
      int end = gzip ? name.length() - GZIP.length() : name.length();
      int index = index(name, prefix.length(), end);
      if (index > 0) {
        (gzip ? packed : plain).set(index);
      }
    }
  }

  /** The number in a part of a name as this class writes it, or 0. */
  private static int index(String name, int from, int to) {
    if (to <= from || to - from > MAX_DIGITS || name.charAt(from) == '0') {
      return 0;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private Path path(int index, String ending) {
    return directory.resolve(file + "." + index + ending);
  }
}
