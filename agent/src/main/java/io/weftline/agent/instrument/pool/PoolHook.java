package io.weftline.agent.instrument.pool;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;

/** The hook around each kind of call of a pool: tells {@link Pools} what happened. */
final class PoolHook extends Hook {

  /** The kinds of calls. */
  enum Kind {
    /** {@code getConnection}. */
    BORROW,
    /** What gives out the object behind a proxy; always within the other. */
    LEND,
    /** {@code close} of what the application got; only its beginning counts. */
    CLOSE,
    /** What takes the object behind a proxy, its argument; only its beginning counts. */
    TAKE_BACK
  }

  private final Kind kind;
  private final Pools pools;

  PoolHook(Kind kind, Pools pools) {
    super(kind == Kind.BORROW ? Pools.GROUP : 0, false);
    this.kind = kind;
    this.pools = pools;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    switch (kind) {
      case BORROW:
        return pools.begin(context, self);
      case LEND:
        return context.enter(0, Long.MAX_VALUE);
      default:
        Object handle = kind == Kind.CLOSE ? self : argument;
        if (handle != null) {
          pools.returned(context, handle);
        }
        return null;
    }
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    if (kind == Kind.BORROW) {
      pools.borrowed(frame, self, result, thrown);
    } else {
      pools.lent(frame, self, result);
    }
  }
}
