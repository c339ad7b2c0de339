package com.acme.plain.fail;

/** Throws what its callers have made. */
final class MessageService {
  private MessageService() {}

  static void passes(RuntimeException e) {
    throw e;
  }

  static void throwsTraceless(int order) {
    throw new Traceless("order " + order + " of customer " + 7 * order + " has failed");
  }

  static void throwsCyclic() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);
    throw second;
  }

  static void throwsChain() {
    RuntimeException cause = new IllegalStateException("cause 0");
    for (int i = 1; i < 50; i++) {
      cause = new IllegalArgumentException("cause " + i, cause);
    }
    throw cause;
  }

  static void throwsHuge() {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < 1 << 20; i++) {
      message.append((char) (i % 0x3000));
    }
    throw new IllegalStateException(message.append('\ud800').toString());
  }

  /** What should never be in a message, and is. */
  static void throwsToken() {
    throw new IllegalStateException(
        "401 for Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXgifQ.c2lnbmF0dXJlLXNl");
  }

  static void throwsCard() {
    throw new IllegalStateException("card 4111 1111 1111 1111 was declined");
  }

  static void throwsPassword() {
    throw new IllegalStateException(
        "cannot reach https://max:swordfish9@host.example/pay?password=hunter2x&order=17");
  }

  static void throwsSecretCause() {
    throw new IllegalArgumentException(
        "not paid", new IllegalStateException("login with password=opensesame7 failed"));
  }

  static void throwsNoMessage() {
    throw new IllegalStateException();
  }

  static void throwsLines() {
    throw new IllegalStateException("first\n\tat com.acme.Forged.frame(Forged.java:1)\n\u202elast");
  }
}
