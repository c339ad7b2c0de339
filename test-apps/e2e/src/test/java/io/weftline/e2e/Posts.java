package io.weftline.e2e;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Requests with bodies of every kind in turn, from none to some 100 KB, the same each time, each
 * with what must be read and answered. Used by one thread.
 */
final class Posts {
  private static final int SMALL = 4_000;
  private static final int LARGE = 300_000;
  private static final String BOUNDARY = "----boundary";
  private static final byte[] NOTHING = {};

  private final Random random = new Random(42);
  private final List<Kind> kinds;
  private int number;

  /**
   * @param servlets whether there are servlets, which know parts
   */
  Posts(boolean servlets) {
    Kind binary = id -> echo(id, "POST", "application/octet-stream", random(), false, Map.of());
    kinds =
        List.of(
            binary,
            this::form,
            id -> echo(id, "POST", "application/octet-stream", random(), true, Map.of()),
            servlets ? this::parts : binary,
            this::compressed,
            id -> text(id, StandardCharsets.UTF_8, false),
            id -> text(id, StandardCharsets.ISO_8859_1, false),
            id -> echo(id, "PUT", "application/octet-stream", random(), false, Map.of()),
            id -> pattern(id, "GET"),
            id -> pattern(id, "HEAD"),
            id -> echo(id, "POST", "application/octet-stream", NOTHING, false, Map.of()),
            id -> text(id, StandardCharsets.UTF_8, true));
  }

  /** The next one. */
  Post next() {
    int now = number++;
    return kinds.get(now % kinds.size()).make("post-" + now);
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private int length() {
    return random.nextInt(random.nextInt(25) == 0 ? LARGE : SMALL);
  }

  private byte[] random() {
    byte[] bytes = new byte[length()];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Post echo(
      String id,
      String method,
      String type,
      byte[] body,
      boolean chunked,
      Map<String, String> headers) {
    String digest = digest(body);
    return new Post(id, method, "/echo", "", type, body, chunked, headers, digest, digest);
  }

  private Post form(String id) {
    String one = HexFormat.of().toHexDigits(random.nextLong());
    String other = "o".repeat(random.nextInt(100));
    return new Post(
        id,
        "POST",
        "/form",
        "",
        "application/x-www-form-urlencoded",
        ("a=" + one + "&b=" + other).getBytes(StandardCharsets.US_ASCII),
        random.nextBoolean(),
        Map.of(),
        null,
        digest((one + other).getBytes(StandardCharsets.US_ASCII)));
  }

  /** A field and a file. */
  private Post parts(String id) {
    byte[] field = letters(StandardCharsets.UTF_8, 50).getBytes(StandardCharsets.UTF_8);
    byte[] file = random();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String line = "\r\n--" + BOUNDARY;
    write(body, line.substring(2) + "\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\n");
    body.writeBytes(field);
    write(
        body,
        line
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n");
    body.writeBytes(file);
    write(body, line + "--\r\n");
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    write(read, "field=");
    read.writeBytes(field);
    write(read, "file=");
    read.writeBytes(file);
    return new Post(
        id,
        "POST",
        "/parts",
        "",
        "multipart/form-data; boundary=" + BOUNDARY,
        body.toByteArray(),
        random.nextBoolean(),
        Map.of(),
        null,
        // The page answers by a digest.
        digest(digest(read.toByteArray()).getBytes(StandardCharsets.US_ASCII)));
  }

  /** Which no server takes apart unless it is told to. */
  private Post compressed(String id) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(body)) {
      out.write(letters(StandardCharsets.UTF_8, length()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> headers = Map.of("Content-Encoding", "gzip");
    return echo(id, "POST", "application/json", body.toByteArray(), false, headers);
  }

  private Post text(String id, Charset charset, boolean chunked) {
    byte[] body = letters(charset, length()).getBytes(charset);
    String type = "text/plain;charset=" + charset.name();
    String digest = digest(body);
    return new Post(id, "POST", "/text", "", type, body, chunked, Map.of(), digest, digest);
  }

  /** Letters that are more than one byte in UTF-8, as far as the charset has them. */
  private String letters(Charset charset, int length) {
    StringBuilder text = new StringBuilder();
    boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(latin ? 3 : 5)) {
        case 0 -> text.append((char) (' ' + random.nextInt(95)));
        case 1 -> text.append((char) (0xa0 + random.nextInt(96)));
        case 2 -> text.append('\n');
        case 3 -> text.append((char) (0x4e00 + random.nextInt(5_000)));
        default -> text.appendCodePoint(0x1f600 + random.nextInt(64));
      }
    }
    return text.toString();
  }

  /** No body, and so many bytes in return. */
  private Post pattern(String id, String method) {
    byte[] bytes = new byte[length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return new Post(
        id,
        method,
        "/echo",
        "?bytes=" + bytes.length,
        "application/octet-stream",
        NOTHING,
        false,
        Map.of(),
        digest(NOTHING),
        digest(method.equals("HEAD") ? NOTHING : bytes));
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Makes the next of a kind. */
  private interface Kind {
    Post make(String id);
  }

  /**
   * A request.
   *
   * @param path of the page, without {@code query}
   * @param read digest of what the page must read; null if it does not say
   * @param answer digest of what it must answer
   */
  record Post(
      String id,
      String method,
      String path,
      String query,
      String type,
      byte[] body,
      boolean chunked,
      Map<String, String> headers,
      String read,
      String answer) {

    HttpRequest to(HttpRequest.Builder builder) {
      BodyPublisher publisher = BodyPublishers.ofByteArray(body);
      if (chunked) {
        publisher = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      } else if (method.equals("GET") || method.equals("HEAD")) {
        publisher = BodyPublishers.noBody();
      }
      builder.header("Content-Type", type).method(method, publisher);
      headers.forEach(builder::header);
      return builder.build();
    }
  }
}
