package io.weftline.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Keeps why the output failed, which a {@link java.io.PrintStream} forgets: a reader that has gone
 * is nothing to speak of, a full disk is. One thread.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream stream;
  private IOException failure;

  StandardOutput(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Why the output failed, or null if it did not, or only because nobody reads any longer. */
  String complaint() {
    if (failure == null) {
      return null;
    }
    String reason = String.valueOf(failure.getMessage());
    return reason.toLowerCase(Locale.ROOT).contains("pipe") ? null : reason;
  }
}
