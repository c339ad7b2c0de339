package com.acme.plain.fail;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Who asks stages. */
final class StageService {
  private StageService() {}

  static String goesOn(CompletableFuture<String> stage) {
    try {
      return stage.join();
    } catch (CompletionException e) {
      return "instead";
    }
  }

  static String leaves(CompletableFuture<String> stage) {
    return stage.join();
  }

  static String supplies() {
    throw new IllegalStateException("a timed supplier that nobody asks");
  }
}
