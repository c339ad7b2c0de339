package com.acme.plain.fail;

/** What fails so often that it is better counted. */
final class Counted extends RuntimeException {
  private static final long serialVersionUID = 1;

  Counted(String message) {
    super(message);
  }
}
