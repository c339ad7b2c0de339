package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook before {@code clearParameters}, where the values are asked for. */
final class ClearHook extends Hook {
  private final KeptParameters kept;

  ClearHook(KeptParameters kept) {
    super(0, false);
    this.kept = kept;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    kept.cleared(self);
    return null;
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    throw new IllegalStateException("clearing has no exit");
  }
}
