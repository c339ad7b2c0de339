package io.weftline.agent.output;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A storage that says before each call what it is, since any of them can take as long as a disk or
 * a network likes.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class WatchedStorage extends Storage {
  private final Storage storage;
  private final Progress progress;

  WatchedStorage(Storage storage, Progress progress) {
    this.storage = storage;
    this.progress = progress;
  }

  @Override
  Found find(Path path) throws IOException {
    progress.begin("look at", path);
    try {
      return storage.find(path);
    } finally {
      progress.end();
    }
  }

  @Override
  void makeDirectory(Path directory) throws IOException {
    progress.begin("make", directory);
    try {
      storage.makeDirectory(directory);
    } finally {
      progress.end();
    }
  }

  @Override
  Appender append(Path file) throws IOException {
    progress.begin("open", file);
    try {
      return new WatchedAppender(storage.append(file), file);
    } finally {
      progress.end();
    }
  }

  @Override
  FileChannel openLock(Path file) throws IOException {
    progress.begin("open", file);
    try {
      return storage.openLock(file);
    } finally {
      progress.end();
    }
  }

  @Override
  boolean lock(FileChannel channel, Path file) throws IOException {
    progress.begin("lock", file);
    try {
      return storage.lock(channel, file);
    } finally {
      progress.end();
    }
  }

  @Override
  int lastByte(Path file, long size) throws IOException {
    progress.begin("read", file);
    try {
      return storage.lastByte(file, size);
    } finally {
      progress.end();
    }
  }

  @Override
  InputStream read(Path file) throws IOException {
    progress.begin("open", file);
    try {
      return new WatchedInput(storage.read(file), file);
    } finally {
      progress.end();
    }
  }

  @Override
  OutputStream create(Path file) throws IOException {
    progress.begin("create", file);
    try {
      return new WatchedOutput(storage.create(file), file);
    } finally {
      progress.end();
    }
  }

  @Override
  void force(Path file) throws IOException {
    progress.begin("fsync of", file);
    try {
      storage.force(file);
    } finally {
      progress.end();
    }
  }

  @Override
  boolean forceDirectory(Path directory) throws IOException {
    progress.begin("fsync of", directory);
    try {
      return storage.forceDirectory(directory);
    } finally {
      progress.end();
    }
  }

  @Override
  Space space(Path directory) throws IOException {
    progress.begin("ask for the free space of", directory);
    try {
      return storage.space(directory);
    } finally {
      progress.end();
    }
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    progress.begin("rename", from);
    try {
      storage.rename(from, to);
    } finally {
      progress.end();
    }
  }

  @Override
  void delete(Path file) throws IOException {
    progress.begin("delete", file);
    try {
      storage.delete(file);
    } finally {
      progress.end();
    }
  }

  @Override
  List<String> names(Path directory, String prefix) throws IOException {
    progress.begin("list", directory);
    try {
      return storage.names(directory, prefix);
    } finally {
      progress.end();
    }
  }

  private final class WatchedAppender implements Appender {
    private final Appender appender;
    private final Path file;

    WatchedAppender(Appender appender, Path file) {
      this.appender = appender;
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      progress.begin("write to", file);
      try {
        return appender.write(bytes);
      } finally {
        progress.end();
      }
    }

    @Override
    public void force() throws IOException {
      progress.begin("fsync of", file);
      try {
        appender.force();
      } finally {
        progress.end();
      }
    }

    @Override
    public void close() throws IOException {
      progress.begin("close", file);
      try {
        appender.close();
      } finally {
        progress.end();
      }
    }
  }

  private final class WatchedInput extends FilterInputStream {
    private final Path file;

    WatchedInput(InputStream in, Path file) {
      super(in);
      this.file = file;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      progress.begin("read", file);
      try {
        return in.read(bytes, from, count);
      } finally {
        progress.end();
      }
    }
  }

  private final class WatchedOutput extends FilterOutputStream {
    private final Path file;

    WatchedOutput(OutputStream out, Path file) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      progress.begin("write to", file);
      try {
        out.write(bytes, from, count);
      } finally {
        progress.end();
      }
    }

    @Override
    public void close() throws IOException {
      progress.begin("close", file);
      try {
        out.close();
      } finally {
        progress.end();
      }
    }
  }
}
