package com.acme.shop.common;

/** Something was asked for by a key that nothing has. */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String what, Object key) {
    super("No " + what + " " + key);
  }
}
