package com.acme.plain.fail;

import java.util.function.Function;

/** Runs code of any shape. */
final class ShapeService {
  private ShapeService() {}

  static void runs(Runnable code) {
    code.run();
  }

  static <A, B> B applies(Function<A, B> code, A argument) {
    return code.apply(argument);
  }
}
