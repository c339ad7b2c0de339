package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A volume of its own in memory, mounted on a directory; a test that asks for one is skipped where
 * it may not mount. Used by one thread.
 */
final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @param options as {@code mount -o} takes them: {@code size=1m}
   */
  static SmallDisk mount(Path directory, String options) {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "tmpfs is of Linux");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String said =
        call("mount", "-t", "tmpfs", "-o", options, "weftline-test", directory.toString());
    assumeTrue(said.isEmpty(), () -> "cannot mount: " + said);
    return new SmallDisk(directory);
  }

  /** Takes all the room there is. */
  void fill() {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(directory.resolve(FILLER))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertEquals(0, freeBytes(), e::toString);
    }
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names on it. */
  List<String> list() {
    return Project.list(directory);
  }

  /** Gives the room back. */
  void free() {
    try {
      Files.delete(directory.resolve(FILLER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    assertEquals("", call("umount", directory.toString()));
  }

  private static String call(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said + " " + process.exitValue();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
