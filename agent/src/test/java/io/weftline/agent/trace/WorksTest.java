package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorksTest {
  private static final int METHOD = 7;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch told = new CountDownLatch(1);
  private final CoarseClock thread = new CoarseClock();
  private final Sweeps sweeps = new Sweeps();
  private final Map<String, String> warnings = new HashMap<>();
  private Works works;

  @BeforeEach
  void join() {
    new TestServices(null, "com.acme");
    Operation method =
        new Operation("Shop.sell", "Shop.sell", Operation.METHOD, null, new Series());
    method.thresholds(0, Long.MAX_VALUE, false);
    Bridge.add(method, METHOD);
    EventSink sink =
        new EventSink() {
          @Override
          public boolean offer(Event event) {
            events.add(event);
            told.countDown();
            return true;
          }

          @Override
          public void suppressed(long count) {
            throw new AssertionError("nothing is suppressed here");
          }
        };
    works = new Works(sink, thread, sweeps, warnings::put, TimeUnit.MILLISECONDS.toNanos(10), 10);
    thread.begin();
  }

  @AfterEach
  void end() {
    thread.finish();
  }

  /** A unit with nothing of its own. */
  private static final class Plain extends Work {
    Plain(Works works, long slowNanos) {
      super(works, 0, 0, 0, "r-1", System.nanoTime(), slowNanos);
    }

    @Override
    public String label() {
      return "unit";
    }

    @Override
    protected Event stillRunning(long nowNanos) {
      return new Event(Level.WARN, Kinds.JOB_RUN, "l", nowNanos, 4)
          .timed(nowNanos - startNanos, "unknown");
    }
  }

  private static void call() {
    Frame frame = Bridge.methodEnter(METHOD);
    Bridge.methodExit(METHOD, frame, null);
  }

  @Test
  void whatIsDoneForItCarriesItsIdsOnEveryThread() throws Exception {
    Work work = new Plain(works, HOUR);
    assertTrue((work.traceHigh | work.traceLow) != 0 && work.spanId != 0);
    Frame frame = works.enter(work);
    assertSame(work, ThreadContext.current().unit());
    Event event = Work.stamp(event(), ThreadContext.current());
    assertEquals(work.traceLow, event.traceIdLow());
    assertEquals(work.spanId, event.parentSpanId());
    assertNotEquals(work.spanId, event.spanId());
    assertEquals("r-1", event.requestId());
    List<Unit> seen = Collections.synchronizedList(new ArrayList<>());
    Thread other =
        new Thread(
            () -> {
              ThreadContext context = ThreadContext.current();
              seen.add(context.unit());
              Frame handed = context.enter(work, true);
              seen.add(context.unit());
              context.leave(handed, null);
              seen.add(context.unit());
            });
    other.start();
    other.join();
    assertNull(seen.get(0));
    assertSame(work, seen.get(1));
    assertNull(seen.get(2));
    frame.context.leave(frame, null);
    assertNull(ThreadContext.current().unit());
    assertEquals(0, ThreadContext.current().depth());
    assertEquals(0L, Work.stamp(event(), ThreadContext.current()).traceIdLow());
  }

  @Test
  void whatSeveralThreadsDidIsToldTogether() throws Exception {
    Work work = new Plain(works, HOUR);
    Frame first = works.enter(work);
    call();
    first.context.leave(first, null);
    Thread other =
        new Thread(
            () -> {
              Frame second = works.enter(work);
              call();
              call();
              second.context.leave(second, null);
            });
    other.start();
    other.join();
    Frame last = works.enter(work);
    call();
    assertTrue(work.end());
    assertFalse(work.end());
    Event event = event();
    works.describe(event, work, last, 1_000_000, true);
    last.context.leave(last, null);
    Calls calls = (Calls) TestServices.value(event, Fields.CALLS);
    assertNotNull(calls);
    long executions = 0;
    for (int i = 0; i < calls.size(); i++) {
      assertEquals("Shop.sell", calls.name(i));
      executions += calls.count(i);
    }
    assertEquals(4, executions);
    assertNotNull(TestServices.value(event, Fields.BREAKDOWN_UNACCOUNTED));
    // What goes on has the ids, and is no part of it.
    Frame late = works.enter(work);
    call();
    late.context.leave(late, null);
    assertEquals(2, count(work));
  }

  private static int count(Work work) {
    int count = 0;
    for (Part each = work.parts(); each != null; each = each.before) {
      count++;
    }
    return count;
  }

  @Test
  void oneWithinAnotherGivesTheOuterOneBack() {
    Work outer = new Plain(works, HOUR);
    Work inner = new Plain(works, HOUR);
    ThreadContext context = ThreadContext.current();
    Frame outside = works.enter(outer);
    Frame call = Bridge.methodEnter(METHOD);
    Frame inside = works.enter(inner);
    assertSame(inner, context.unit());
    context.leave(inside, null);
    assertSame(outer, context.unit());
    Bridge.methodExit(METHOD, call, null);
    context.leave(outside, null);
    assertNull(context.unit());
  }

  @Test
  void listenersHearOfEveryScopeAndGetBackWhatTheySaid() {
    List<Object> heard = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      works.listen(
          new ScopeListener() {
            @Override
            public Object entered(Unit unit) {
              heard.add(name + " entered");
              return name;
            }

            @Override
            public void left(Object taken) {
              heard.add(taken + " left");
            }
          });
    }
    Frame frame = works.enter(new Plain(works, HOUR));
    frame.context.leave(frame, null);
    assertEquals(List.of("one entered", "two entered", "two left", "one left"), heard);
  }

  @Test
  void tellsOnceOfWhatIsStillRunningWithItsStack() throws Exception {
    works.expect();
    Work work = new Plain(works, 1);
    // Before it is looked after: else it may be told of before any thread works for it.
    Frame frame = works.enter(work);
    works.begin(work);
    told.await();
    Samples samples = null;
    while (samples == null || samples.groups() == null) {
      samples = work.samples;
      Thread.onSpinWait();
    }
    work.end();
    frame.context.leave(frame, null);
    assertEquals(1, events.size());
    Event event = events.get(0);
    assertTrue(event.isStillRunning());
    assertTrue(
        String.valueOf(((List<?>) TestServices.value(event, Fields.SAMPLES)).size()).equals("1"));
  }

  @Test
  void tellsOfAllThatAreStillRunningHoweverMany() {
    works.expect();
    int many = 500;
    for (int i = 0; i < many; i++) {
      works.begin(new Plain(works, 1));
    }
    long begin = System.nanoTime();
    while (events.size() < many) {
      assertTrue(System.nanoTime() - begin < 20_000_000_000L, () -> events.size() + " of " + many);
      Thread.onSpinWait();
    }
    assertEquals(many, Set.copyOf(events).size());
  }

  @Test
  void tellsAtTheEndOfWhatHasNone() {
    works.expect();
    Work work = new Plain(works, HOUR);
    Work over = new Plain(works, HOUR);
    works.begin(work);
    works.begin(over);
    over.end();
    sweeps.finish();
    sweeps.finish();
    assertEquals(1, events.size());
    assertTrue(events.get(0).isStillRunning());
  }

  @Test
  void moreThanAreLookedAfterAreCounted() {
    List<Work> inHand = new ArrayList<>();
    for (int i = 0; i < Watchdog.SLOTS; i++) {
      inHand.add(new Plain(works, HOUR));
      works.begin(inHand.get(i));
    }
    works.turn();
    assertEquals(Map.of(), warnings);

    works.begin(new Plain(works, HOUR));
    works.begin(new Plain(works, HOUR));
    works.turn();
    assertTrue(
        warnings.remove("requests.unwatched").startsWith("2 requests or jobs so far began while"));

    // The place of any one is found.
    inHand.get(Watchdog.SLOTS / 2).end();
    works.begin(new Plain(works, HOUR));
    works.turn();
    assertEquals(Map.of(), warnings);
  }

  @Test
  void ofManyPartsTheSumsAreKept() {
    Work work = new Plain(works, HOUR);
    for (int i = 0; i < 300; i++) {
      Frame frame = works.enter(work);
      call();
      frame.context.leave(frame, null);
    }
    assertEquals(100, count(work));
    Usage sums = new Usage();
    work.addPartsTo(sums);
    assertEquals(200, sums.omitted);
  }

  @Test
  void whatEndsAUnitIsToldByTheFirstThreadThatFindsIt() {
    Work work = new Plain(works, HOUR);
    Throwable thrown = new IllegalStateException();

    assertTrue(work.tells(thrown));
    assertFalse(work.tells(thrown));
    assertTrue(work.tells(new IllegalStateException()));
  }

  @Test
  void actionsForTheFirstUnitRunOnceAndAtOnceAfterwards() {
    List<String> ran = new ArrayList<>();
    works.whenExpected(() -> ran.add("before"));
    assertEquals(List.of(), ran);
    works.expect();
    works.expect();
    works.whenExpected(() -> ran.add("after"));
    assertEquals(List.of("before", "after"), ran);
  }

  @Test
  void idsAreDifferentAndNeverZero() {
    Ids ids = new Ids();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertTrue(seen.add(ids.next()));
      assertTrue(seen.add(ids.nextHalf()));
    }
    assertFalse(seen.contains(0L));
    assertNotEquals(new Ids().next(), new Ids().next());
    StringBuilder hex = new StringBuilder();
    Ids.hex(hex, 0x0123456789abcdefL);
    assertEquals("0123456789abcdef", hex.toString());
  }

  private static Event event() {
    return new Event(Level.INFO, Kinds.JOB_RUN, "l", System.nanoTime(), 4);
  }
}
