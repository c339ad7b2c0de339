package com.acme.shop.checkout;

/** An order that could be placed cannot be delivered. */
class CheckoutFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckoutFailedException(long orderId, Throwable cause) {
    super("Checkout of order " + orderId + " failed", cause);
  }
}
