package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.StackText;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodingBudgetTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int LINES = 20_000;

  private static Event withCalls(Clock clock) {
    Calls calls = new Calls(3);
    calls.set(0, 0, "OrderService.load", Calls.METHOD, 0, 1_000_000, 1, 1, null, null);
    calls.set(1, 1, "SELECT items", Calls.QUERY, 9, 812_000, 812, 1, "a7c3d9e1f2048b56", null);
    calls.set(2, 1, "PriceService.quote", Calls.METHOD, 9, 12, 12, 7, null, "Failed");
    return new Event(Level.WARN, Kinds.METHOD_CALL, "com.acme.OrderService", clock.nanos(), 4)
        .subject("OrderService.load")
        .thread("worker-1", 0, false)
        .timed(1_402_118_000L, "failure")
        .slow(1_000_000_000L)
        .put(Fields.CODE_FUNCTION, "com.acme.OrderService.load")
        .object(Fields.CALLS, calls);
  }

  private static Event withStack(Clock clock) {
    String[] lines = new String[40];
    boolean[] kept = new boolean[40];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "\tat com.acme.shop.OrderService.load(OrderService.java:" + (100 + i) + ")";
    }
    return new Event(Level.ERROR, Kinds.EXCEPTION, "com.acme.OrderService", clock.nanos(), 4)
        .message("IllegalStateException: no price for \u00fcber-sku \"7\"")
        .thread("worker-1", 0, false)
        .object(Fields.ERROR_STACK, new StackText(lines, kept));
  }

  @Test
  void encodingAllocatesNothingOnceItsBuffersHaveGrown() {
    Clock clock = Clock.SYSTEM;
    Lines lines = new Lines(TestOutput.encoder(clock, Map.of("team", "shop")), null);
    for (Event event : List.of(TestOutput.query(clock), withCalls(clock), withStack(clock))) {
      long thread = Thread.currentThread().getId();
      encode(lines, event);
      long before = THREADS.getThreadAllocatedBytes(thread);
      encode(lines, event);
      long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
      // The beans themselves take some hundred bytes in all.
      assertEquals(0, allocated / LINES, allocated + " bytes for " + LINES + ' ' + event.kind());
    }
  }

  private static void encode(Lines lines, Event event) {
    for (int i = 0; i < LINES; i++) {
      event.seq(i);
      lines.of(event);
    }
  }
}
