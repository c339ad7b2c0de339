package com.acme.clients;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** A server of HTTP/1.1 that answers by the path of the request and remembers what it has seen. */
public final class Stub implements AutoCloseable {
  private static final String[] NOTED = {"traceparent", "tracestate", "x-request-id"};

  /** How many requests have come that are never answered. */
  public final Semaphore hanging = new Semaphore(0);

  private final ServerSocket server;
  private final List<String> seen = Collections.synchronizedList(new ArrayList<String>());
  private volatile int connections;

  public Stub() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    daemon("stub", this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** A line for each request: method, path, and the headers of the trace. */
  public List<String> seen() {
    synchronized (seen) {
      return new ArrayList<>(seen);
    }
  }

  public int connections() {
    return connections;
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections++;
        daemon("stub-" + connections, () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket open = socket) {
      InputStream in = new BufferedInputStream(open.getInputStream());
      OutputStream out = open.getOutputStream();
      while (exchange(in, out)) {
        out.flush();
      }
    } catch (IOException e) {
      return; // the client has gone, which is some cases' point
    }
  }

  private boolean exchange(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first == null) {
      return false;
    }
    String[] request = first.split(" ");
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim(),
          (one, other) -> one + "," + other);
    }
    byte[] body = body(in, headers);
    String path = request[1];
    StringBuilder note = new StringBuilder(request[0]).append(' ').append(path);
    for (String name : NOTED) {
      note.append(' ').append(headers.getOrDefault(name, "-").replace(' ', '_'));
    }
    seen.add(note.toString());
    if (path.startsWith("/hang")) {
      hanging.release();
      in.read(); // until the client goes
      return false;
    }
    if (path.startsWith("/drop")) {
      return false;
    }
    if (path.startsWith("/socket")) {
      shakeHands(out, headers.get("sec-websocket-key"));
      echoOnce(in, out);
      return false;
    }
    if (path.startsWith("/classes/")) {
      try (InputStream file = Stub.class.getResourceAsStream(path.substring(8))) {
        answer(out, 200, all(file), "");
      }
    } else if (path.startsWith("/redirect")) {
      answer(out, 302, new byte[0], "Location: " + url() + "/ok?from=redirect\r\n");
    } else if (path.startsWith("/status/")) {
      answer(out, Integer.parseInt(path.substring(8, 11)), "no".getBytes("US-ASCII"), "");
    } else {
      answer(out, 200, body.length > 0 ? body : "ok".getBytes("US-ASCII"), "");
    }
    return true;
  }

  private static void shakeHands(OutputStream out, String key) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes("US-ASCII"));
      String head =
          "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** Sends a short text back as it came, then the frame that ends it. */
  private static void echoOnce(InputStream in, OutputStream out) throws IOException {
    byte[] head = exactly(in, 6);
    byte[] text = exactly(in, head[1] & 0x7f);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= head[2 + i % 4];
    }
    out.write(new byte[] {(byte) 0x81, (byte) text.length});
    out.write(text);
    out.write(new byte[] {(byte) 0x88, 0});
    out.flush();
    in.read();
  }

  private static void answer(OutputStream out, int status, byte[] body, String header)
      throws IOException {
    String head =
        "HTTP/1.1 " + status + " X\r\n" + header + "Content-Length: " + body.length + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.US_ASCII));
    all.write(body);
    all.writeTo(out);
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return exactly(in, Integer.parseInt(headers.get("content-length")));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      int size;
      do {
        size = Integer.parseInt(line(in).trim(), 16);
        body.write(exactly(in, size));
        line(in);
      } while (size > 0);
    }
    return body.toByteArray();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int read = 0; read < length; ) {
      int n = in.read(bytes, read, length - read);
      if (n < 0) {
        throw new IOException("the body ends early");
      }
      read += n;
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return new String(line.toByteArray(), StandardCharsets.US_ASCII);
  }

  /** Reads everything. */
  static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
