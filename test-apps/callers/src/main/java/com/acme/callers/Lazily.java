package com.acme.callers;

/** Calls what asks for authors that are not there yet, each in a transaction of its own. */
final class Lazily {
  private Lazily() {}

  static String run(Proxies proxies) {
    return proxies.constructed().size()
        + proxies.mapped().size()
        + proxies.inLambda().size()
        + proxies.byReference().size()
        + proxies.ofReference();
  }
}
