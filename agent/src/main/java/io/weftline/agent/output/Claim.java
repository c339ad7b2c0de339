package io.weftline.agent.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The right to write files of a name: {@code shop}, or {@code shop-2} and so on if others have
 * that, held by locks of the operating system, which end with the process however it ends.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Claim {
  private static final int MAX_NUMBER = 10000;
  private static final int MAX_NAME_CHARS = 100;

  /**
   * The lock files held in this process: opening and closing one that is locked here would give its
   * lock away, as POSIX has it.
   */
  private static final Set<Path> HELD = new HashSet<Path>();

  /** Channels on locks that another loader of this process holds; never closed, as above. */
  private static final List<FileChannel> FOREIGN = new ArrayList<FileChannel>();

  private final Storage storage;
  private final Path directory;
  private final List<Path> files = new ArrayList<Path>();
  private final List<FileChannel> channels = new ArrayList<FileChannel>();
  private final List<Object> keys = new ArrayList<Object>();

  private String name;

  /** Why there are no locks, or null. */
  private String unlocked;

  private Claim(Storage storage, Path directory) {
    this.storage = storage;
    this.directory = directory;
  }

  /** What may be in a file's name of the name of a service: never empty, never a step upwards. */
  static String nameOf(String service) {
    int length = Math.min(service.length(), MAX_NAME_CHARS);
    StringBuilder name = new StringBuilder(length);
    boolean telling = false;
    for (int i = 0; i < length; i++) {
      char c = service.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
      telling |= plain;
      // A name that begins with a dot is hidden from shippers, and from people.
      boolean inner = i > 0 && c == '.';
      name.append(plain || c == '_' || inner ? c : '_');
    }
    return telling ? name.toString() : "service";
  }

  /** The name held. */
  String name() {
    return name;
  }

  /** Why the name is not protected by a lock, or null. */
  String unlocked() {
    return unlocked;
  }

  /**
   * Takes the first name that is free.
   *
   * @param errors whether the name of the errors file is to be free too: it could be that of the
   *     main file of another service
   */
  static Claim take(Storage storage, Path directory, String service, boolean errors)
      throws IOException {
    String base = nameOf(service);
    Claim claim = new Claim(storage, directory);
    boolean complete = false;
    try {
      for (int number = 1; number <= MAX_NUMBER; number++) {
        String name = number == 1 ? base : base + "-" + number;
        if (claim.lock(name) && (!errors || claim.lock(name + "-errors"))) {
          claim.name = name;
          complete = true;
          return claim;
        }
        claim.release();
      }
    } finally {
      if (!complete) {
        // Half a claim would be in the way of the next attempt.
        claim.release();
      }
    }
    throw new IOException(MAX_NUMBER + " processes write files of the name " + base);
  }

  private boolean lock(String lockName) throws IOException {
    Path file = directory.resolve("." + lockName + ".lock");
    synchronized (HELD) {
      if (HELD.contains(file)) {
        return false;
      }
      FileChannel channel;
      try {
        channel = storage.openLock(file);
      } catch (AccessDeniedException e) {
        if (!storage.isOfAnotherUser(file)) {
          throw e;
        }
        return false;
      }
      boolean locked = false;
      try {
        try {
          locked = storage.lock(channel, file);
        } catch (OverlappingFileLockException e) {
          FOREIGN.add(channel);
          channel = null;
          return false;
        } catch (IOException e) {
          // Some network file systems have no locks: better to write than to refuse.
          unlocked = Storage.describe(e);
          locked = true;
        }
        if (locked) {
          HELD.add(file);
          files.add(file);
          channels.add(channel);
          Storage.Found found = storage.find(file);
          keys.add(found == null ? null : found.key);
        }
        return locked;
      } finally {
        if (!locked && channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Whether the locks are still those that others would find. */
  boolean holds() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      Storage.Found found = storage.find(files.get(i));
      if (found == null || (found.key != null && !found.key.equals(keys.get(i)))) {
        return false;
      }
    }
    return true;
  }

  void release() {
    synchronized (HELD) {
      for (int i = 0; i < files.size(); i++) {
        try {
          channels.get(i).close();
        } catch (IOException e) {
          // The lock ends with the process at the latest.
          unlocked = Storage.describe(e);
        }
        HELD.remove(files.get(i));
      }
    }
    files.clear();
    channels.clear();
    keys.clear();
  }
}
