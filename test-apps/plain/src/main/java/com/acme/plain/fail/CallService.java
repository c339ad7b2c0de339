package com.acme.plain.fail;

import java.io.IOException;

/** Calls that fail, pass failures on, or handle them. */
final class CallService {
  private static final IllegalStateException ALLOCATED_BEFORE =
      new IllegalStateException("allocated before");

  private CallService() {}

  static void leaves() {
    throw new IllegalStateException("stock of 4411 is negative");
  }

  static void leavesChecked() throws IOException {
    throw new IOException("the printer is out of paper");
  }

  static void one() {
    two();
  }

  private static void two() {
    three();
  }

  private static void three() {
    four();
  }

  private static void four() {
    five();
  }

  private static void five() {
    six();
  }

  private static void six() {
    seven();
  }

  private static void seven() {
    eight();
  }

  private static void eight() {
    nine();
  }

  private static void nine() {
    ten();
  }

  private static void ten() {
    throw new IllegalStateException("the tenth call");
  }

  static void wraps() {
    try {
      isWrapped();
    } catch (IllegalStateException e) {
      throw new UnsupportedOperationException("cannot check out", e);
    }
  }

  private static void isWrapped() {
    throw new IllegalStateException("wrapped once");
  }

  static void wrapsThird() {
    try {
      wrapsSecond();
    } catch (IllegalArgumentException e) {
      throw new UnsupportedOperationException("third", e);
    }
  }

  private static void wrapsSecond() {
    try {
      wrapsFirst();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("second", e);
    }
  }

  private static void wrapsFirst() {
    try {
      isWrappedThrice();
    } catch (IOException e) {
      throw new IllegalStateException("first", e);
    }
  }

  private static void isWrappedThrice() throws IOException {
    throw new IOException("wrapped thrice");
  }

  static String handles() {
    try {
      isHandled();
      return "done";
    } catch (IllegalStateException e) {
      return "left out";
    }
  }

  private static void isHandled() {
    throw new IllegalStateException("handled by the caller");
  }

  static String handlesWrapped() {
    try {
      wrapsForHandler();
      return "done";
    } catch (UnsupportedOperationException e) {
      return "left out";
    }
  }

  private static void wrapsForHandler() {
    try {
      isWrappedAndHandled();
    } catch (IllegalStateException e) {
      throw new UnsupportedOperationException("wrapped for the handler", e);
    }
  }

  private static void isWrappedAndHandled() {
    throw new IllegalStateException("wrapped and handled");
  }

  /** Nobody can tell what the second has to do with the first. */
  static void throwsAnother() {
    try {
      isForgotten();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("another, without its cause");
    }
  }

  private static void isForgotten() {
    throw new IllegalStateException("forgotten");
  }

  static void rethrows() {
    try {
      isRethrown();
    } catch (IllegalStateException e) {
      System.out.println("rethrown");
      throw e;
    }
  }

  private static void isRethrown() {
    throw new IllegalStateException("rethrown as it is");
  }

  static void uses() {
    try (Resource resource = new Resource()) {
      resource.use();
    }
  }

  static void endsOtherwise() {
    try {
      isReplaced();
    } finally {
      failsInFinally();
    }
  }

  private static void isReplaced() {
    throw new IllegalStateException("replaced by a finally");
  }

  private static void failsInFinally() {
    throw new IllegalArgumentException("from the finally");
  }

  static void helps() {
    throw new IllegalStateException("a helper of two");
  }

  static void recurses(int depth) {
    if (depth == 0) {
      throw new IllegalStateException("at the bottom");
    }
    recurses(depth - 1);
  }

  static void failsOften(int number) {
    throw new Counted("number " + number);
  }

  static void throwsAllocated() {
    throw ALLOCATED_BEFORE;
  }

  /** Of seven tries the last one succeeds. */
  static void tries() {
    for (int i = 0; i < 7; i++) {
      try {
        triesOnce(i);
      } catch (IllegalStateException e) {
        System.out.println("try again");
      }
    }
  }

  private static void triesOnce(int number) {
    if (number < 6) {
      throw new IllegalStateException("try " + number);
    }
  }

  /** Cannot be used, and not be closed either. */
  private static final class Resource implements AutoCloseable {
    void use() {
      throw new IllegalStateException("cannot be used");
    }

    @Override
    public void close() {
      throw new IllegalArgumentException("cannot be closed");
    }
  }
}
