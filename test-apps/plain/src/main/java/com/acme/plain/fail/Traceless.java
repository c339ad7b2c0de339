package com.acme.plain.fail;

/** Cheap to throw. */
final class Traceless extends RuntimeException {
  private static final long serialVersionUID = 1;

  Traceless(String message) {
    super(message, null, false, false);
  }
}
