package io.weftline.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection over which everything can be sent, right or wrong. Used by one thread; whatever it
 * waits for it waits {@value #TIMEOUT_MILLIS} ms at most.
 */
final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends it as it is, a byte a character. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Asks for a page; each header is a line without its end. */
  Answer get(String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String each : headers) {
      request.append(each).append("\r\n");
    }
    send(request.append("\r\n").toString());
    return answer();
  }

  /** The next response; with status 0 if the connection ends before. */
  Answer answer() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      return Answer.of(0, Map.of(), "");
    }
    Map<String, List<String>> headers = headers();
    int status = Integer.parseInt(line.split(" ")[1]);
    byte[] body;
    if (headers.containsKey("content-length")) {
      body = in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)));
    } else if (headers.containsKey("transfer-encoding")) {
      body = chunks();
    } else {
      body = in.readAllBytes();
    }
    return Answer.of(status, headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, key -> new ArrayList<>()).add(line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      all.write(in.readNBytes(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int size() throws IOException {
    String line = line();
    // What is cut short has no last one.
    return line.isEmpty() ? 0 : Integer.parseInt(line.split(";")[0].trim(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Asks for a page, takes the head of it and some bytes, and is gone. */
  int abort(String path, String header) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n");
    int status = Integer.parseInt(line().split(" ")[1]);
    headers();
    in.readNBytes(1_000);
    reset();
    return status;
  }

  /** Begins to send a body of which most is missing. */
  void beginBody(String path, String header) throws IOException {
    send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
            + "Content-Length: 100000\r\n"
            + header
            + "\r\n\r\nand that was all");
  }

  /** Is gone, with no good-bye. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Will send no more, and still listens. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
