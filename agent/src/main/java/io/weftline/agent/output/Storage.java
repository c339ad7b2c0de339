package io.weftline.agent.output;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file system as the writer sees it: every call that can fail goes through here, so that tests
 * can make each of them fail. Links are never followed to a file; files are readable for the owner
 * and the group, no more than the umask allows.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
class Storage {
  private static final FileAttribute<?>[] NONE = {};

  /** An open file that only grows. */
  interface Appender extends Closeable {

    /** Writes some bytes, at least one; returns how many. */
    int write(ByteBuffer bytes) throws IOException;

    /** Returns when all that was written is on the disk itself, so that a power cut spares it. */
    void force() throws IOException;
  }

  /** What is at a path. */
  static final class Found {
    final long size;

    /** Milliseconds since 1970 of the last change, as the wall clock was then. */
    final long changedMillis;

    final Object key;

    /** What is there if it is no regular file, else null. */
    final String odd;

    /**
     * @param key what tells this file from another under the same name; null if nothing does
     */
    Found(long size, long changedMillis, Object key, String odd) {
      this.size = size;
      this.changedMillis = changedMillis;
      this.key = key;
      this.odd = odd;
    }

    boolean isRegular() {
      return odd == null;
    }
  }

  /** What a volume has, in bytes; either may be nonsense on volumes that do not know. */
  static final class Space {
    final long usable;
    final long total;

    Space(long usable, long total) {
      this.usable = usable;
      this.total = total;
    }
  }

  /** Looks at a path without following a link; null if nothing is there. */
  Found find(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Found(
          attributes.size(),
          attributes.lastModifiedTime().toMillis(),
          attributes.fileKey(),
          oddityOf(attributes));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static String oddityOf(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return null;
    }
    if (attributes.isSymbolicLink()) {
      return "a symbolic link";
    }
    return attributes.isDirectory() ? "a directory" : "a pipe, a socket or a device";
  }

  /** Makes a directory with all above it, unless it is there or a link leads to one. */
  void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions(directory, "rwxr-x---"));
    }
  }

  Appender append(Path file) throws IOException {
    final FileChannel channel =
        open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    return new Appender() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
      }

      @Override
      public void force() throws IOException {
        // Of what is not the content this includes the size, which is all that readers need.
        channel.force(false);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Opens a file to lock it. */
  FileChannel openLock(Path file) throws IOException {
    return open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
  }

  /** Whether it is there, and not for this process to write. */
  boolean isOfAnotherUser(Path file) throws IOException {
    Found found = find(file);
    return found != null && found.isRegular() && !Files.isWritable(file);
  }

  /**
   * Locks a file for this process, without waiting.
   *
   * @return false if another process has it
   * @throws java.nio.channels.OverlappingFileLockException if this process has it
   */
  boolean lock(FileChannel channel, Path file) throws IOException {
    return channel.tryLock() != null;
  }

  /** The last byte of a file that is not empty. */
  int lastByte(Path file, long size) throws IOException {
    FileChannel channel = open(file, StandardOpenOption.READ);
    try {
      ByteBuffer one = ByteBuffer.allocate(1);
      return channel.read(one, size - 1) == 1 ? one.get(0) : -1;
    } finally {
      channel.close();
    }
  }

  InputStream read(Path file) throws IOException {
    return Channels.newInputStream(open(file, StandardOpenOption.READ));
  }

  /** Begins a file anew. */
  OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
  }

  /** Returns when a file that is complete is on the disk itself. */
  void force(Path file) throws IOException {
    FileChannel channel = open(file, StandardOpenOption.WRITE);
    try {
      channel.force(true);
    } finally {
      channel.close();
    }
  }

  /**
   * Returns when the names in a directory are on the disk itself.
   *
   * @return false where the platform has no such thing
   */
  boolean forceDirectory(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ);
    try {
      channel.force(true);
    } finally {
      channel.close();
    }
    return true;
  }

  /**
   * What the volume of a directory has.
   *
   * <p>By {@link java.io.File}: one call of the system, while {@code FileStore} reads the list of
   * all mounts before, and fails where that lacks the volume, as in some containers.
   */
  Space space(Path directory) throws IOException {
    File file = directory.toFile();
    return new Space(file.getUsableSpace(), file.getTotalSpace());
  }

  private FileChannel open(Path file, OpenOption... how) throws IOException {
    Found found = find(file);
    if (found != null && !found.isRegular()) {
      // A pipe, say, would block whoever opens it.
      throw new FileSystemException(
          file.toString(), null, file + " is not a regular file but " + found.odd);
    }
    Set<OpenOption> options = new HashSet<OpenOption>(Arrays.asList(how));
    options.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(
        file,
        options,
        options.contains(StandardOpenOption.READ) ? NONE : permissions(file, "rw-r-----"));
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NONE;
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  /** Gives a file another name, which nothing else may have. */
  void rename(Path from, Path to) throws IOException {
    Files.move(from, to);
  }

  /** Deletes a file, or a link to one, if it is there. */
  void delete(Path file) throws IOException {
    Found found = find(file);
    if (found != null && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    Files.deleteIfExists(file);
  }

  /** The names in a directory that begin so. */
  List<String> names(Path directory, String prefix) throws IOException {
    List<String> names = new ArrayList<String>();
    DirectoryStream<Path> entries = Files.newDirectoryStream(directory);
    try {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(prefix)) {
          names.add(name);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      entries.close();
    }
    return names;
  }

  /** What went wrong, for people: the JDK's messages are often only a path. */
  static String describe(Throwable problem) {
    if (problem instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (problem instanceof NoSuchFileException) {
      return "a directory of the path does not exist";
    }
    if (problem instanceof java.nio.file.FileAlreadyExistsException) {
      return ((FileSystemException) problem).getFile() + " is in the way";
    }
    if (problem instanceof FileSystemException
        && ((FileSystemException) problem).getReason() != null) {
      return ((FileSystemException) problem).getReason();
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getName() : message;
  }
}
