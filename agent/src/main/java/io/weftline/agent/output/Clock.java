package io.weftline.agent.output;

/** The two clocks of the JVM behind one seam, so that tests can turn them. Thread-safe. */
interface Clock {

  /** The clocks of this JVM. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }
      };

  /** Monotonic, from anywhere: only differences mean something. */
  long nanos();

  /** Milliseconds since 1970 in UTC; may be set at any time by anybody. */
  long wallMillis();
}
