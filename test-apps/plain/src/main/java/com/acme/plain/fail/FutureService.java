package com.acme.plain.fail;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Tasks that fail, and who asks their futures. */
final class FutureService {
  private FutureService() {}

  static String unasked() {
    throw new IllegalStateException("a timed task that nobody asks");
  }

  static String askedOutside() {
    throw new IllegalStateException("a timed task that is asked outside of any call");
  }

  static String askedWithin() {
    throw new IllegalStateException("a timed task that is asked by a timed call");
  }

  static String goesOn(Future<String> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      return "instead";
    }
  }

  static String leaves(Future<String> future) throws Exception {
    return future.get();
  }

  static String unwraps(Future<String> future) throws Throwable {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
