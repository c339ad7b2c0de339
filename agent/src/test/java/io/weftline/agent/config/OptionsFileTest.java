package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsFileTest {
  @TempDir Path directory;

  private OptionsFile read(byte[] bytes) throws IOException {
    return OptionsFile.read(Files.write(directory.resolve("file"), bytes).toFile());
  }

  private String problem(byte[] bytes) throws IOException {
    OptionsFile file = read(bytes);
    assertNull(file.text());
    return file.problem();
  }

  @Test
  void textIsUtf8() throws IOException {
    String text = "größe=\u20ac \uD83D\uDE00\r\n";
    assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8)).text());
    assertEquals("", read(new byte[0]).text());
  }

  @Test
  void otherEncodingIsNamedWithItsLine() throws IOException {
    assertEquals(
        "is not UTF-8 in line 3: save it as UTF-8",
        problem("a=1\r\nb=2\nc=gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(
        "is not UTF-8 in line 1: save it as UTF-8", problem(new byte[] {'a', (byte) 0xC3}));
    assertEquals(
        "is written in UTF-16: save it as UTF-8", problem("a=1".getBytes(StandardCharsets.UTF_16)));
  }

  @Test
  void binaryIsNamedWithItsLine() throws IOException {
    assertEquals(
        "is binary, not a properties file (a zero byte in line 2)",
        problem(new byte[] {'a', '\r', '\n', 'b', 0}));
  }

  @Test
  void sizeIsBounded() throws IOException {
    byte[] bytes = new byte[OptionsFile.MAX_BYTES];
    Arrays.fill(bytes, (byte) '#');
    assertEquals(bytes.length, read(bytes).text().length());
    byte[] larger = Arrays.copyOf(bytes, bytes.length + 1);
    larger[bytes.length] = '#';
    assertEquals("is larger than 1 MB, so it is not a file of options", problem(larger));
  }

  @Test
  void whatIsNoFileIsSaid() {
    assertEquals(
        "there is no such file, or no permission to see it",
        OptionsFile.read(directory.resolve("none").toFile()).problem());
    assertEquals(
        "is a directory, not a properties file", OptionsFile.read(directory.toFile()).problem());
  }

  @Test
  void deviceIsNotRead() {
    File zero = new File("/dev/zero");
    assumeTrue(zero.exists());
    assertEquals("is not an ordinary file", OptionsFile.read(zero).problem());
  }

  @Test
  void fileThatMayNotBeReadIsSaid() throws IOException {
    File file = Files.writeString(directory.resolve("secret"), "a=1").toFile();
    assumeTrue(file.setReadable(false) && !file.canRead(), "root may read everything");
    assertEquals(
        "cannot be read (" + file + " (Permission denied))", OptionsFile.read(file).problem());
  }
}
