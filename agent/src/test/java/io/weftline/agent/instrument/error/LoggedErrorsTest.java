package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weftline.agent.TestServices;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.Crumb;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Throwables that are logged, and those that futures hold. */
class LoggedErrorsTest {
  private static final String LOGGER = "com.acme.Orders";

  private final Recorder recorder = Recorder.plain();
  private TestServices services;
  private int method;

  @BeforeEach
  void connect() {
    services = new TestServices(null, "com.acme.");
    services.failures.listen(recorder.errors);
    Operation operation =
        new Operation("com.acme.Order.place", "Order.place", Operation.METHOD, null, new Series());
    operation.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    method = Bridge.add(operation, 7);
    ThreadLabel.of(ThreadContext.current());
  }

  @AfterEach
  void nothingFailed() {
    assertEquals(0, recorder.errors.failures());
    assertEquals(0, ThreadContext.current().depth());
  }

  private void log(Level level, String message, Throwable thrown) {
    if (services.logRecords.begin(level, LOGGER, message, thrown)) {
      services.logRecords.end();
    }
  }

  private void inUnit(Throwable leaving, Runnable body) {
    io.weftline.bootstrap.Frame frame = Bridge.methodEnter(method);
    body.run();
    Bridge.methodExit(method, frame, leaving);
  }

  @Test
  void outsideOfAUnitItWaitsAMomentAndIsHandledWithTheLevelOfTheRecord() {
    log(Level.INFO, "left out", new IllegalStateException("x"));
    assertEquals(List.of(), recorder.events());
    recorder.after(300);

    Event event = recorder.only();
    assertEquals(Level.INFO, event.level());
    assertEquals(LOGGER, event.logger());
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
  }

  @Test
  void loggedAndThrownOnToTheEndOfTheThreadIsOneUncaught() {
    Throwable thrown = new IllegalStateException("x");
    log(Level.WARN, "failed", thrown);
    recorder.errors.uncaught(new RuntimeException(thrown), ThreadLabel.of(ThreadContext.current()));
    log(Level.ERROR, "uncaught", thrown);
    recorder.after(300);

    Event event = recorder.only();
    assertEquals(Level.ERROR, event.level());
    assertEquals(false, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals("java.lang.RuntimeException", Recorder.get(event, Fields.ERROR_TYPE));
  }

  @Test
  void loggedByOneAfterTheOtherOnItsWayUpIsOne() {
    Throwable thrown = new IllegalStateException("x");
    log(Level.WARN, "below", thrown);
    log(Level.ERROR, "above", new RuntimeException(thrown));
    recorder.after(300);

    assertEquals(1, recorder.occurrences());
    assertEquals(Level.ERROR, recorder.only().level());
  }

  @Test
  void theSameInstanceLoggedAgainWhereItCameFromIsOne() {
    Throwable thrown = new IllegalStateException("x");
    for (int i = 0; i < 100; i++) {
      log(Level.WARN, "again", thrown);
    }
    recorder.after(300);
    recorder.errors.finish();

    assertEquals(1, recorder.occurrences());
  }

  @Test
  void whatWasMadeOnceIsAnotherOccurrenceWhateverIsSaidOfIt() {
    Throwable made = Recorder.at(new IllegalStateException("x"), Recorder.frame("A", "init", 1));
    Throwable bare = new Bare();
    for (int i = 0; i < 50; i++) {
      log(Level.WARN, "order " + i, made);
      log(Level.WARN, "order " + i, bare);
    }
    recorder.after(300);
    recorder.errors.finish();

    assertEquals(100, recorder.occurrences());
  }

  private void layer(int layers) {
    try {
      if (layers == 0) {
        throw new IllegalStateException("x");
      }
      layer(layers - 1);
    } catch (IllegalStateException e) {
      log(Level.ERROR, "failed", e);
      throw e;
    }
  }

  @Test
  void loggedByEveryLayerWithTheSameTextIsOne() {
    try {
      layer(6);
    } catch (IllegalStateException e) {
      recorder.after(300);
    }

    assertEquals(1, recorder.occurrences());
  }

  @Test
  void whatALongUnitLogsIsNotHeldBackAndToldOnce() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(
        thrown,
        () -> {
          log(Level.ERROR, "failed", thrown);
          recorder.after(10_000);
          assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
        });
    recorder.after(300);

    assertEquals(1, recorder.occurrences());
  }

  @Test
  void whatCameAfterwardsHasNotLedToIt() {
    Throwable logged = new IllegalStateException("x");
    Throwable handled = new IllegalArgumentException("y");
    inUnit(
        null,
        () -> {
          log(Level.INFO, "before", null);
          log(Level.ERROR, "failed", logged);
          Bridge.methodExit(method, Bridge.methodEnter(method), handled);
          log(Level.INFO, "afterwards", null);
        });

    assertEquals(2, recorder.events().size());
    for (Event event : recorder.events()) {
      List<?> crumbs = (List<?>) Recorder.get(event, Fields.BREADCRUMBS);
      assertEquals(LOGGER + ": failed", ((Group) crumbs.get(crumbs.size() - 1)).value(3));
    }
  }

  @Test
  void ofATextNoMoreIsKeptThanIsOfUse() {
    log(Level.INFO, "x".repeat(2_000_000), null);

    List<Crumb> crumbs = Crumb.before(ThreadContext.current(), System.nanoTime());
    assertEquals(512, crumbs.get(crumbs.size() - 1).text.length());
  }

  @Test
  void withinAUnitItIsToldAtItsEndAsHandled() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(
        null,
        () -> {
          log(Level.ERROR, "failed for {}", thrown);
          assertEquals(List.of(), recorder.events());
          log(Level.ERROR, "failed again", new RuntimeException(thrown));
        });

    Event event = recorder.only();
    assertEquals(Level.ERROR, event.level());
    assertEquals(LOGGER, event.logger());
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
    assertNull(Recorder.get(event, Fields.CODE_FUNCTION));
  }

  @Test
  void whatWasLoggedInAUnitThatTheProcessEndsInIsToldOnce() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(
        null,
        () -> {
          log(Level.ERROR, "fatal", thrown);
          recorder.errors.finish();
          assertEquals(1, recorder.events().size());
        });

    Event event = recorder.only();
    assertEquals(Level.ERROR, event.level());
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals(Thread.currentThread().getName(), event.threadName());
  }

  @Test
  void whatLeavesTheUnitAfterItWasLoggedIsNotHandled() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(thrown, () -> log(Level.INFO, "failed", thrown));
    recorder.after(300);

    Event event = recorder.only();
    assertEquals(Level.ERROR, event.level());
    assertNull(Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals("com.acme.Order.place", Recorder.get(event, Fields.CODE_FUNCTION));
  }

  @Test
  void whatHasLeftTheUnitAndIsLoggedThenIsHandledSo() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(thrown, () -> {});
    log(Level.FATAL, "failed", new RuntimeException(thrown));
    recorder.after(300);

    Event event = recorder.only();
    assertEquals(Level.FATAL, event.level());
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals("java.lang.IllegalStateException", Recorder.get(event, Fields.ERROR_TYPE));
  }

  @Test
  void aRecordOfABridgedLoggerComesInOnce() {
    Throwable thrown = new IllegalStateException("x");
    services.logRecords.begin(Level.ERROR, LOGGER, "outer", thrown);
    log(Level.WARN, "inner", new RuntimeException("other"));
    services.logRecords.end();
    recorder.after(300);

    assertEquals(1, recorder.occurrences());
    List<Crumb> crumbs = Crumb.before(ThreadContext.current(), System.nanoTime());
    assertEquals("outer", crumbs.get(crumbs.size() - 1).text);
  }

  @Test
  void recordsAreBreadcrumbsInOrderAndTheLatestTwenty() {
    for (int i = 0; i < 57; i++) {
      log(Level.INFO, "step " + i + " token=abcdef", null);
    }
    log(Level.ERROR, "failed", new IllegalStateException("x"));
    recorder.after(300);

    List<?> crumbs = (List<?>) Recorder.get(recorder.only(), Fields.BREADCRUMBS);
    assertEquals(20, crumbs.size());
    for (int i = 0; i < 19; i++) {
      Group crumb = (Group) crumbs.get(i);
      assertEquals("log", crumb.value(1));
      assertEquals("INFO", crumb.value(2));
      assertEquals(LOGGER + ": step " + (38 + i) + " token=REDACTED", crumb.value(3));
    }
    assertEquals(LOGGER + ": failed", ((Group) crumbs.get(19)).value(3));
  }

  @Test
  void aRecordThatMayQuoteADriverIsCleaned() {
    log(Level.ERROR, "not saved: Key (email)=(ada@acme.com) 'exists'", null);
    log(Level.ERROR, "failed", new java.sql.SQLException("Key (email)=(ada@acme.com) 'exists'"));
    recorder.after(300);

    List<?> crumbs = (List<?>) Recorder.get(recorder.only(), Fields.BREADCRUMBS);
    String text = (String) ((Group) crumbs.get(crumbs.size() - 2)).value(3);
    assertEquals(LOGGER + ": clean(not saved: Key (email)=(ada@acme.com) ?)", text);
  }

  @Test
  void queriesOfTheUnitAreBreadcrumbs() {
    Operation query =
        new Operation("SELECT items", "SELECT items", Operation.QUERY, "q1", new Series());
    Throwable thrown = new IllegalStateException("x");
    inUnit(
        thrown,
        () -> {
          for (int i = 0; i < 38; i++) {
            ThreadContext.current().tree.query(query, 2_000_000).endNanos = System.nanoTime();
          }
          log(Level.INFO, "then", null);
        });
    recorder.after(300);

    List<?> crumbs = (List<?>) Recorder.get(recorder.only(), Fields.BREADCRUMBS);
    int size = crumbs.size();
    assertEquals("SELECT items 38 times, 76.0 ms", ((Group) crumbs.get(size - 2)).value(3));
    assertEquals(LOGGER + ": then", ((Group) crumbs.get(size - 1)).value(3));
  }

  @Test
  void aFailureOfATaskIsToldOnceNobodyHasAsked() {
    Object failure = recorder.errors.taskFailed(new IllegalStateException("x"));
    recorder.after(300);
    assertEquals(List.of(), recorder.events());
    recorder.errors.taskUnasked(failure);
    recorder.errors.taskUnasked(failure);

    Event event = recorder.only();
    assertEquals(false, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals(Level.ERROR, event.level());
    assertEquals(true, Recorder.get(event, Fields.ERROR_NEW));
  }

  @Test
  void aFailureThatIsDeliveredOutsideOfAUnitIsNone() {
    Throwable thrown = new IllegalStateException("x");
    Object failure = recorder.errors.taskFailed(thrown);
    recorder.errors.taskDelivered(failure, thrown);
    recorder.errors.taskUnasked(failure);
    recorder.after(300);
    assertEquals(List.of(), recorder.events());

    // Its group has seen nothing.
    recorder.handled(thrown);
    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_NEW));
  }

  @Test
  void aFailureThatIsDeliveredWithinAUnitIsTheUnits() {
    Throwable thrown = new IllegalStateException("x");
    Object failure = recorder.errors.taskFailed(thrown);
    inUnit(null, () -> recorder.errors.taskDelivered(failure, thrown));

    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void whatLeftATimedCallOfTheTaskIsToldWhoeverAsks() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(thrown, () -> {});
    Object failure = recorder.errors.taskFailed(thrown);
    recorder.after(5_000);
    assertEquals(List.of(), recorder.events());
    recorder.errors.taskDelivered(failure, thrown);
    recorder.after(300);

    Event event = recorder.only();
    assertNull(Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals("com.acme.Order.place", Recorder.get(event, Fields.CODE_FUNCTION));
  }

  @Test
  void whatLeftATimedCallAndIsAskedForByNobodyIsOne() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(thrown, () -> {});
    Object failure = recorder.errors.taskFailed(thrown);
    recorder.after(300);
    recorder.errors.taskUnasked(failure);
    recorder.after(300);

    assertEquals(false, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void whatLeftATimedCallAndIsAskedForByNobodyBeforeTheEndIsUncaught() {
    Throwable thrown = new IllegalStateException("x");
    inUnit(thrown, () -> {});
    Object failure = recorder.errors.taskFailed(thrown);
    recorder.errors.finish();
    recorder.errors.taskUnasked(failure);

    assertEquals(false, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void expectedOnesAreWarningsAtMostAndSaySo() {
    Recorder expecting = Recorder.with(100, 1, List.of(), List.of("java.lang.Exception"));
    FailedCalls none =
        new FailedCalls(
            new Throwable[0], new String[0], 0, ThreadLabel.of(ThreadContext.current()), null);
    assertEquals(0, none.notes.length);
    for (int i = 0; i < 3; i++) {
      expecting.uncaught(new IllegalStateException("x"));
    }
    expecting.errors.finish();

    assertEquals(3, expecting.occurrences());
    for (Event event : expecting.events()) {
      assertEquals(Level.WARN, event.level());
      assertEquals(true, Recorder.get(event, Fields.ERROR_EXPECTED));
    }
  }

  @Test
  void countsOfTheIntervalAreThoseOfTheLines() {
    for (int i = 0; i < 12; i++) {
      recorder.uncaught(new IllegalStateException("x"));
    }
    recorder.handled(new IllegalStateException("x"));
    recorder.errors.finish();
    Recorder lines = Recorder.plain();
    recorder.family.sweep();
    recorder.family.write(lines, 60_000_000_000L, 0);

    long count = 0;
    long errors = 0;
    for (Event each : lines.events()) {
      Group stats = (Group) Recorder.get(each, Fields.STATS);
      assertEquals("count", stats.name(1));
      count += (Long) stats.value(1);
      errors += (Long) stats.value(2);
      assertNull(Recorder.get(each, Fields.HISTOGRAM));
    }
    assertEquals(13, count);
    assertEquals(12, errors);
    assertEquals(13, recorder.occurrences());
  }

  @Test
  void whatIsNeverFoldedIsAlwaysWritten() {
    Recorder all =
        Recorder.with(
            new ErrorSettings(
                100,
                1,
                List.of(),
                List.of(),
                List.of("java.lang.IllegalStateException: ledger"),
                true,
                List.of()));
    for (int i = 0; i < 50; i++) {
      all.uncaught(new IllegalStateException("ledger " + i));
    }
    assertEquals(50, all.events().size());
  }

  /** One without a stack, as those are made that are thrown often. */
  private static final class Bare extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bare() {
      super("bare", null, false, false);
    }
  }
}
