package io.weftline.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The end of a file that another process writes. */
final class LastLine {
  private static final int MAX_BYTES = 4096;
  private static final String BEGIN = "{\"timestamp\":\"";

  private LastLine() {}

  /** Whether the last line of a file is whole and of an event after a moment. */
  static boolean isAfter(Path file, Instant moment) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long size = in.length();
      byte[] end = new byte[(int) Math.min(size, MAX_BYTES)];
      in.seek(size - end.length);
      in.readFully(end);
      String text = new String(end, StandardCharsets.UTF_8);
      String line = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
      if (!line.startsWith(BEGIN) || !line.endsWith("}\n")) {
        return false;
      }
      String time = line.substring(BEGIN.length(), line.indexOf('"', BEGIN.length()));
      return Instant.parse(time).isAfter(moment);
    } catch (IOException e) {
      // It was taken away just now.
      return false;
    }
  }
}
