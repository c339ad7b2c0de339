package io.weftline.agent.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A file system of which any call can be made to fail; writes fail after a part of the bytes. */
final class FaultyStorage extends Storage {

  /** Whether the next call fails; asked with the name of the call and of the file. */
  volatile Predicate<String> fails = call -> false;

  /** What a failing call throws. */
  volatile Function<Path, IOException> error =
      path -> new FileSystemException(path.toString(), null, "No space left on device");

  /** Whether what is to be forced is, which takes the disk of a busy machine its time. */
  volatile boolean forces = true;

  /** How many bytes a write takes that does not fail. */
  volatile int mostBytes = 1 << 20;

  /** How many bytes of a failing write are still written. */
  volatile int tornBytes;

  /** What the volume has; null for the truth. */
  volatile Space space;

  private void check(String call, Path path) throws IOException {
    if (fails.test(call + " " + path.getFileName())) {
      throw error.apply(path);
    }
  }

  @Override
  Found find(Path path) throws IOException {
    check("find", path);
    return super.find(path);
  }

  @Override
  void makeDirectory(Path directory) throws IOException {
    check("directory", directory);
    super.makeDirectory(directory);
  }

  @Override
  Appender append(Path file) throws IOException {
    check("append", file);
    Appender appender = super.append(file);
    return new Appender() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        if (fails.test("write " + file.getFileName())) {
          int torn = Math.min(tornBytes, bytes.remaining());
          ByteBuffer part = bytes.duplicate();
          part.limit(bytes.position() + torn);
          while (part.hasRemaining()) {
            appender.write(part);
          }
          bytes.position(bytes.position() + torn);
          throw error.apply(file);
        }
        int limit = bytes.limit();
        bytes.limit(Math.min(limit, bytes.position() + mostBytes));
        int count = appender.write(bytes);
        bytes.limit(limit);
        return count;
      }

      @Override
      public void force() throws IOException {
        check("force", file);
        if (forces) {
          appender.force();
        }
      }

      @Override
      public void close() throws IOException {
        appender.close();
        check("close", file);
      }
    };
  }

  @Override
  FileChannel openLock(Path file) throws IOException {
    check("lock", file);
    return super.openLock(file);
  }

  @Override
  int lastByte(Path file, long size) throws IOException {
    check("last", file);
    return super.lastByte(file, size);
  }

  @Override
  InputStream read(Path file) throws IOException {
    check("read", file);
    return super.read(file);
  }

  @Override
  OutputStream create(Path file) throws IOException {
    check("create", file);
    return super.create(file);
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    check("rename", from);
    super.rename(from, to);
  }

  @Override
  void delete(Path file) throws IOException {
    check("delete", file);
    super.delete(file);
  }

  @Override
  List<String> names(Path directory, String prefix) throws IOException {
    check("names", directory);
    return super.names(directory, prefix);
  }

  @Override
  void force(Path file) throws IOException {
    check("forceFile", file);
    if (forces) {
      super.force(file);
    }
  }

  @Override
  boolean forceDirectory(Path directory) throws IOException {
    check("forceDirectory", directory);
    return !forces || super.forceDirectory(directory);
  }

  @Override
  boolean lock(FileChannel channel, Path file) throws IOException {
    check("tryLock", file);
    return super.lock(channel, file);
  }

  @Override
  Space space(Path directory) throws IOException {
    check("space", directory);
    return space == null ? super.space(directory) : space;
  }
}
