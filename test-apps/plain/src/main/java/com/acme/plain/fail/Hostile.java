package com.acme.plain.fail;

/** Whoever asks it anything gets no answer. */
final class Hostile extends RuntimeException {
  private static final long serialVersionUID = 1;

  @Override
  public String getMessage() {
    throw new IllegalStateException("no message");
  }

  @Override
  public synchronized Throwable getCause() {
    throw new UnsupportedOperationException("no cause");
  }

  @Override
  public StackTraceElement[] getStackTrace() {
    throw new IllegalStateException("no stack");
  }

  @Override
  public String toString() {
    throw new IllegalStateException("no text");
  }

  @Override
  public int hashCode() {
    throw new IllegalStateException("no hash");
  }

  @Override
  public boolean equals(Object other) {
    throw new IllegalStateException("no comparison");
  }
}
