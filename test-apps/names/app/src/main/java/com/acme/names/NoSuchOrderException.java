package com.acme.names;

/** There is no such order. */
public class NoSuchOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoSuchOrderException(String id) {
    super("It is not there: " + id);
  }
}
