package io.weftline.agent.output;

import io.weftline.agent.config.Option;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What the tests of this package are made of. */
final class TestOutput {
  static final String INSTANCE = "7d1fa0c2-b94e-4a35-8c1d-000000000001";

  private TestOutput() {}

  /** A clock that stands still until it is turned. */
  static final class TurnedClock implements Clock {
    final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    volatile long wallMillis = 1_787_480_129_901L;

    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    public long wallMillis() {
      return wallMillis;
    }

    void turn(long millis) {
      nanos.addAndGet(millis * 1_000_000);
      wallMillis += millis;
    }
  }

  /** Settings with what a test changes. */
  static final class Options {
    String dir = "unused";
    boolean stdout;
    long flushNanos = 10_000_000L;
    int queueSize = 1024;
    boolean wait;
    Map<String, String> labels = Map.of();
    long maxSize = 65536;
    int maxFiles = 5;
    boolean compress;
    boolean errors = true;
    long fsyncNanos = Option.OFF;
    long totalSize = Option.OFF;
    long minFree;
    boolean minFreeByDefault;

    Options dir(Path path) {
      dir = path.toString();
      return this;
    }

    OutputSettings build() {
      return new OutputSettings(
          dir,
          false,
          stdout,
          flushNanos,
          queueSize,
          wait,
          labels,
          maxSize,
          maxFiles,
          compress,
          errors,
          fsyncNanos,
          totalSize,
          minFree,
          minFreeByDefault);
    }
  }

  /** Waits until something has come true, for ten seconds at most. */
  static void await(String what, BooleanSupplier isTrue) {
    long begin = System.nanoTime();
    while (!isTrue.getAsBoolean()) {
      if (System.nanoTime() - begin > 10_000_000_000L) {
        throw new AssertionError("not within ten seconds: " + what);
      }
      Thread.onSpinWait();
    }
  }

  static Identity identity(String service) {
    return new Identity(
        service,
        "1.2",
        null,
        "0.1.0",
        "abc1234",
        "00ff",
        INSTANCE,
        new Group().put("host", new Group().put("name", "h1")));
  }

  static JsonEncoder encoder(Clock clock, Map<String, String> labels) {
    return new JsonEncoder(new WallClock(clock), identity("shop"), labels);
  }

  static Event event(Level level, String text) {
    return new Event(level, Kinds.METHOD_CALL, "com.acme.Shop", 1, 2)
        .message("event")
        .put(Fields.CODE_FUNCTION, text);
  }

  static Event query(Clock clock) {
    return new Event(Level.WARN, Kinds.DB_QUERY, "weftline.sql", clock.nanos(), 16)
        .subject("SELECT order_items")
        .thread("http-nio-8080-exec-3", 0, false)
        .timed(812_004_000L, "success")
        .slow(500_000_000L)
        .trace(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0x53995c3f42cd8ad8L, 0x00f067aa0ba902b7L)
        .put(Fields.DB_SYSTEM, "postgresql")
        .put(Fields.DB_NAMESPACE, "shop")
        .put(Fields.DB_QUERY_ID, "c41a9e02d7b35f18")
        .put(
            Fields.DB_QUERY_TEXT,
            "SELECT id, sku, amount, price FROM order_items WHERE order_id = ? AND sku IN (?)"
                + " ORDER BY created_at DESC LIMIT ?")
        .put(Fields.DB_QUERY_SUMMARY, "SELECT order_items")
        .put(Fields.DB_RETURNED_ROWS, 1840)
        .put(Fields.DB_EXECUTE, 700_004_000L)
        .put(Fields.DB_FETCH, 112_000_000L)
        .put(Fields.SERVER_ADDRESS, "db-1")
        .put(Fields.SERVER_PORT, 5432)
        .put(Fields.CODE_FUNCTION, "com.acme.shop.OrderRepository.findItems")
        .put(Fields.CODE_FILE, "OrderRepository.java")
        .put(Fields.CODE_LINE, 88);
  }
}
