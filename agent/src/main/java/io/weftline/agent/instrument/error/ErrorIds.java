package io.weftline.agent.instrument.error;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of occurrences: a counter through a bijection, so that none comes twice in a process; where
 * it begins differs between processes.
 *
 * <p>Thread-safe. No {@code SecureRandom}: an id is no secret, and that would load providers.
 */
final class ErrorIds {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final AtomicLong state;

  ErrorIds() {
    this(
        System.nanoTime()
            ^ Fingerprint.finish(System.currentTimeMillis())
            ^ ((long) System.identityHashCode(new Object()) << 32));
  }

  ErrorIds(long seed) {
    state = new AtomicLong(seed);
  }

  String next() {
    return Fingerprint.hex(Fingerprint.finish(state.addAndGet(STEP)));
  }
}
