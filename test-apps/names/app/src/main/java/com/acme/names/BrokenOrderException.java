package com.acme.names;

/** An order cannot be read. */
public class BrokenOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenOrderException(String id) {
    super("It is broken: " + id);
  }
}
