package io.weftline.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads a stream of a process until it ends. Thread-safe: its own thread writes, a test reads. */
final class Capture extends Thread {
  private final InputStream in;
  // Guarded by this.
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;

  Capture(String name, InputStream in) {
    super(name);
    this.in = in;
    setDaemon(true);
    start();
  }

  @Override
  public void run() {
    byte[] part = new byte[8192];
    try {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        synchronized (this) {
          bytes.write(part, 0, read);
          notifyAll();
        }
      }
    } catch (IOException e) {
      // The process was killed: what came before is what there is.
    } finally {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  /** Returns whether the text came in time, before the stream ended. */
  synchronized boolean await(String text, long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!soFar().contains(text)) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (ended || leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  /** Waits for the end of the stream: of the process and of all that inherited it. */
  void awaitEnd() throws InterruptedException {
    join(TimeUnit.SECONDS.toMillis(10));
  }

  synchronized String soFar() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
