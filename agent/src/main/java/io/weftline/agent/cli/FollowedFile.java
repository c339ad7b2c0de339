package io.weftline.agent.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is followed by its name: through rotation by rename, deletion and re-creation, and
 * truncation. One thread.
 */
final class FollowedFile implements Closeable {
  private static final int MAX_BACKUPS = 10_000;
  private static final int MAX_MISSING = 3;
  private static final int MAX_ATTEMPTS = 20;

  private final String name;
  private final Path path;
  private final Stderr stderr;
  private Input input;
  private String complaint;
  private long lastLookMillis;
  private int attempts;

  FollowedFile(String name, Path path, Stderr stderr) {
    this.name = name;
    this.path = path;
    this.stderr = stderr;
  }

  Path path() {
    return path;
  }

  /** The file that is open, or null. */
  Input input() {
    return input;
  }

  /** Opens the file if it can be; says once if it cannot. */
  boolean open() {
    try {
      lastLookMillis = System.currentTimeMillis();
      input = Input.open(name, path);
      complaint = null;
    } catch (NoSuchFileException e) {
      complain(name + " does not exist yet: waiting for it");
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        complain(name + Stderr.reason(e) + "; trying again");
      }
    }
    return input != null;
  }

  private void complain(String sentence) {
    if (!sentence.equals(complaint)) {
      complaint = sentence;
      stderr.say(sentence);
    }
  }

  /**
   * Hands over every line that has been completed since the last look.
   *
   * @return whether there was any
   */
  boolean poll(EventPrinter printer) {
    if (input == null && !open()) {
      return false;
    }
    try {
      return follow(printer);
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        complain(name + Stderr.reason(e) + "; beginning again");
        close();
      }
      return false;
    }
  }

  private boolean follow(EventPrinter printer) throws IOException {
    long now = System.currentTimeMillis();
    boolean any = drain(printer);
    if (input.restartIfTruncated()) {
      any |= drain(printer);
    }
    Object current = Input.keyOf(path);
    while (current != null && !current.equals(input.key()) && !printer.isClosed()) {
      // Whatever came between the last read and the rename.
      any |= drain(printer);
      Input next = successor();
      if (next == null) {
        break;
      }
      if (input.reader().rest()) {
        printer.accept(input);
      }
      input.close();
      input = next;
      any |= drain(printer);
    }
    lastLookMillis = now;
    return any;
  }

  private boolean drain(EventPrinter printer) throws IOException {
    boolean any = false;
    while (!printer.isClosed() && input.reader().next()) {
      printer.accept(input);
      any = true;
    }
    return any;
  }

  /**
   * Opens the file that was written after the one in hand.
   *
   * @return null if the names are being changed just now: to be tried again
   */
  private Input successor() throws IOException {
    int position = positionOf(input.key());
    Path next = position > 1 ? backup(position - 1) : path;
    if (position == 0 && hasUnseenBackup()) {
      // The file in hand was deleted or compressed, and another one filled since.
      next = backup(1);
    }
    Input opened;
    try {
      opened = Input.open(name, next);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (positionOf(input.key()) == position
        && opened.isFollowable()
        && !opened.key().equals(input.key())) {
      attempts = 0;
      return opened;
    }
    if (++attempts > MAX_ATTEMPTS && next.equals(path) && opened.isFollowable()) {
      attempts = 0;
      return opened;
    }
    opened.close();
    return null;
  }

  private boolean hasUnseenBackup() {
    File backup = backup(1).toFile();
    return backup.isFile() && backup.lastModified() > lastLookMillis;
  }

  /** The number of the backup that is the file of that key, or 0. */
  private int positionOf(Object key) throws IOException {
    int missing = 0;
    for (int number = 1; number <= MAX_BACKUPS && missing < MAX_MISSING; number++) {
      Object found = Input.keyOf(backup(number));
      if (key.equals(found)) {
        return number;
      }
      // In the middle of a rotation one number is free.
      missing = found == null ? missing + 1 : 0;
    }
    return 0;
  }

  private Path backup(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() {
    if (input != null) {
      try {
        input.close();
      } catch (IOException e) {
        // It was only read: nothing is lost.
        stderr.unreadable(name, e);
      }
      input = null;
    }
  }

  /** Whether the name can be looked at as a plain file or is not there at all. */
  static boolean canBeFollowed(Path path) {
    return !Files.exists(path) || Files.isRegularFile(path);
  }
}
