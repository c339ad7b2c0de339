package io.weftline.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * What a jar of a database system has inside, as files. It is unpacked once and stays for the next
 * tests; what was begun and not ended is begun again. Used by one thread.
 */
final class Archive {
  private final Path jar;
  private final Path directory;

  /**
   * @param home where the directory of each jar is made
   */
  Archive(Path jar, Path home) {
    this.jar = jar;
    directory = home.resolve(jar.getFileName().toString().replace(".jar", ""));
  }

  /** Unpacks what lies below a directory of the jar. */
  Path unpackBelow(String prefix, String... parts) {
    return unpack(
        (zip, into) -> {
          Enumeration<? extends ZipEntry> entries = zip.entries();
          while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            for (String part : parts) {
              if (!entry.isDirectory() && entry.getName().startsWith(prefix + part)) {
                try (InputStream in = zip.getInputStream(entry)) {
                  write(in, into, entry.getName().substring(prefix.length()));
                }
              }
            }
          }
        });
  }

  /** Unpacks an archive that is in the jar. */
  Path unpackTar(String name) {
    return unpack(
        (zip, into) -> {
          try (TarArchiveInputStream tar =
              new TarArchiveInputStream(
                  new XZCompressorInputStream(zip.getInputStream(zip.getEntry(name))))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
              if (entry.isSymbolicLink()) {
                Path link = target(into, entry.getName());
                Files.createSymbolicLink(link, Path.of(entry.getLinkName()));
              } else if (!entry.isDirectory()) {
                write(tar, into, entry.getName());
              }
            }
          }
        });
  }

  private Path unpack(Unpacking how) {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Files.createDirectories(directory.getParent());
      Path half = Files.createTempDirectory(directory.getParent(), "half-");
      // A temporary directory is its owner's alone.
      half.toFile().setExecutable(true, false);
      half.toFile().setReadable(true, false);
      how.run(zip, half);
      Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(InputStream in, Path into, String name) throws IOException {
    Path file = target(into, name);
    Files.copy(in, file);
    if (file.getParent().endsWith("bin")) {
      file.toFile().setExecutable(true, false);
    }
  }

  private static Path target(Path into, String name) throws IOException {
    Path file = into.resolve(name).normalize();
    if (!file.startsWith(into)) {
      throw new IOException(name + " would be outside");
    }
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Deletes a directory with all that is in it; what is not there any more is no matter. */
  static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the files of a jar come into a directory. */
  private interface Unpacking {
    void run(ZipFile zip, Path into) throws IOException;
  }
}
