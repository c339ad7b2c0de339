package io.weftline.agent.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.GZIPInputStream;

/** An open file, pipe or standard input, with its lines. One thread. */
final class Input implements Closeable {
  private static final int GZIP_MAGIC = 0x1f8b;

  private final String name;
  private final LineReader reader;
  private final FileChannel channel;
  private final Object key;

  private Input(String name, LineReader reader, FileChannel channel, Object key) {
    this.name = name;
    this.reader = reader;
    this.channel = channel;
    this.key = key;
  }

  static Input ofStream(String name, InputStream stream) {
    return new Input(name, new LineReader(stream), null, null);
  }

  /**
   * Opens a file, compressed or not, whatever its name. By a channel, since that leaves the writer
   * free to rename the file on Windows too.
   */
  static Input open(String name, Path path) throws IOException {
    while (true) {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return ofStream(name, Files.newInputStream(path));
      }
      Object key = keyOf(attributes);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      // If the name was given to another file in between, it is not known which one is open.
      if (key.equals(keyOf(path))) {
        return of(name, channel, key);
      }
      channel.close();
    }
  }

  /** Reads what is open already; closes it if that fails. */
  static Input of(String name, FileChannel channel, Object key) throws IOException {
    boolean done = false;
    try {
      InputStream stream = Channels.newInputStream(channel);
      Input input;
      if (isCompressed(channel)) {
        InputStream plain = new GZIPInputStream(new BufferedInputStream(stream));
        input = ofStream(name, plain);
      } else {
        input = new Input(name, new LineReader(stream), channel, key);
      }
      done = true;
      return input;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private static boolean isCompressed(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    return channel.read(magic, 0) == 2 && (magic.getShort(0) & 0xffff) == GZIP_MAGIC;
  }

  /** What tells this file from others whatever it is called; null if it is not there. */
  static Object keyOf(Path path) throws IOException {
    try {
      return keyOf(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static Object keyOf(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  String name() {
    return name;
  }

  LineReader reader() {
    return reader;
  }

  Object key() {
    return key;
  }

  /** Whether it may grow and can be followed: a plain file. */
  boolean isFollowable() {
    return channel != null;
  }

  /** Begins anew if the file has become shorter than what was read of it. */
  boolean restartIfTruncated() throws IOException {
    if (channel.size() >= channel.position()) {
      return false;
    }
    channel.position(0);
    reader.restart();
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
