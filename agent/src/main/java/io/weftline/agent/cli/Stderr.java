package io.weftline.agent.cli;

import io.weftline.agent.console.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Where the commands say what went wrong, one sentence a line. One thread. */
final class Stderr {
  private static final int MAX_CHARS = 600;

  private final PrintStream stream;

  Stderr(PrintStream stream) {
    this.stream = stream;
  }

  void say(String sentence) {
    stream.println("weftline: " + SafeText.of(sentence, MAX_CHARS));
    stream.flush();
  }

  /** Says why a file cannot be read. */
  void unreadable(String name, IOException e) {
    say(name + reason(e));
  }

  /** What is to be said behind the name of a file. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return " does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return " cannot be read: permission denied";
    }
    String message = e.getMessage();
    return " cannot be read: " + (message == null ? e.getClass().getSimpleName() : message);
  }
}
