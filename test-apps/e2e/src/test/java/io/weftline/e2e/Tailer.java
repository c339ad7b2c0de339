package io.weftline.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/**
 * The shipper that others are held against. It reads a file by what the system tells files apart
 * by, not by its name; whenever that file has been renamed it reads the rest, and goes on with the
 * next younger one. It needs nothing but what {@code tail} has: names, files, bytes.
 *
 * <p>Used by one thread.
 */
final class Tailer implements AutoCloseable {
  private final Path file;
  private final int maxBackups;
  private final Consumer<String> lines;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  /** The part of a line that has no end yet. */
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  /** Open as long as its file is read, so that no other file gets its key. */
  private FileChannel channel;

  private Object key;
  private int age;
  private long files;
  private long lost;
  private int furthestBehind;

  /**
   * @param maxBackups the oldest backup it looks at, {@code file.max-files}
   * @param lines takes each line, without its end
   */
  Tailer(Path file, int maxBackups, Consumer<String> lines) {
    this.file = file;
    this.maxBackups = maxBackups;
    this.lines = lines;
  }

  /** Reads what there is now. */
  void poll() {
    try {
      if (channel == null) {
        if (!open(0)) {
          return;
        }
        files++;
      }
      read();
      while (isRenamed()) {
        // What was written between the last look and the renaming: nothing comes after that.
        read();
        if (begun.size() > 0) {
          throw new AssertionError("a file ends within a line: " + begun);
        }
        if (!openNext()) {
          return;
        }
        read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many files have been read. */
  long files() {
    return files;
  }

  /** How often the file in hand was gone, so that nobody can say what came between. */
  long lost() {
    return lost;
  }

  /** The oldest backup that was still being read. */
  int furthestBehind() {
    return furthestBehind;
  }

  private boolean isRenamed() throws IOException {
    Object current = keyOf(file);
    // Between its renaming and the next file there is none of that name.
    return current != null && !current.equals(key);
  }

  /** Opens the file that was begun when this one was full; false if it cannot be told yet. */
  private boolean openNext() throws IOException {
    FileChannel before = channel;
    Object beforeKey = key;
    int now = ageOf(key, age);
    if (now == 0) {
      return false;
    }
    age = Math.max(now, age);
    furthestBehind = Math.max(furthestBehind, age);
    if (!open(now < 0 ? oldest() : now - 1)) {
      return false;
    }
    // Renaming begins with the oldest: if the one before is where it was, so was the next.
    if (now > 0 && !beforeKey.equals(keyOf(backup(now)))) {
      channel.close();
      channel = before;
      key = beforeKey;
      age = now;
      return true;
    }
    before.close();
    files++;
    lost += now < 0 ? 1 : 0;
    return true;
  }

  /** Opens a backup, unless it gets another name just then. */
  private boolean open(int number) throws IOException {
    Path path = backup(number);
    try {
      Object before = keyOf(path);
      FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
      if (before == null || !before.equals(keyOf(path))) {
        opened.close();
        return false;
      }
      channel = opened;
      key = before;
      age = number;
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The number of the backup that a file is now, 0 for the current one, -1 for none. */
  private int ageOf(Object wanted, int from) throws IOException {
    for (int i = from; i <= maxBackups; i++) {
      if (wanted.equals(keyOf(backup(i)))) {
        return i;
      }
    }
    return -1;
  }

  /** The oldest of those that stand in a row: of what is compressed the youngest comes first. */
  private int oldest() throws IOException {
    int number = 0;
    while (number < maxBackups && keyOf(backup(number + 1)) != null) {
      number++;
    }
    return number;
  }

  private Path backup(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  private static Object keyOf(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void read() throws IOException {
    while (channel.read(buffer.clear()) > 0) {
      byte[] bytes = buffer.array();
      int end = buffer.position();
      int start = 0;
      for (int i = 0; i < end; i++) {
        if (bytes[i] == '\n') {
          begun.write(bytes, start, i - start);
          lines.accept(begun.toString(StandardCharsets.UTF_8));
          begun.reset();
          start = i + 1;
        }
      }
      begun.write(bytes, start, end - start);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
