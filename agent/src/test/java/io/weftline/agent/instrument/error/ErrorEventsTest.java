package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.ThreadLabel;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorEventsTest {
  private final Recorder recorder = Recorder.plain();

  @AfterEach
  void nothingFailedInside() {
    assertEquals(0, recorder.errors.failures());
  }

  @Test
  void whatLeavesIsOneErrorWhoseVerdictIsOpen() {
    recorder.left(negativeStock());
    assertEquals(List.of(), recorder.events());
    recorder.after(49);
    assertEquals(List.of(), recorder.events());
    recorder.after(1);
    recorder.after(60_000);

    Event event = recorder.only();
    assertEquals(Level.ERROR, event.level());
    assertEquals("exception", event.kind());
    assertEquals("com.acme.Stock", event.logger());
    assertEquals(
        "IllegalStateException: stock of 4411 is negative (com.acme.Stock.take:41)",
        event.message());
    assertEquals("worker", event.threadName());
    assertEquals(7, event.threadId());
    assertEquals("com.acme.Order.step0", Recorder.get(event, Fields.CODE_FUNCTION));
    assertEquals("java.lang.IllegalStateException", Recorder.get(event, Fields.ERROR_TYPE));
    assertEquals("stock of 4411 is negative", Recorder.get(event, Fields.ERROR_MESSAGE));
    assertEquals("com.acme.Stock.take(Stock.java:41)", Recorder.get(event, Fields.ERROR_CULPRIT));
    assertTrue(((String) Recorder.get(event, Fields.ERROR_ID)).matches("[0-9a-f]{16}"));
    assertTrue(((String) Recorder.get(event, Fields.ERROR_FINGERPRINT)).matches("[0-9a-f]{16}"));
    assertEquals(true, Recorder.get(event, Fields.ERROR_NEW));
    assertNull(Recorder.get(event, Fields.ERROR_HANDLED));
    assertNull(Recorder.get(event, Fields.ERROR_COUNT));
    assertNull(Recorder.get(event, Fields.ERROR_ROOT_TYPE));
    assertNull(Recorder.get(event, Fields.ERROR_CAUSES));
    assertNull(event.truncated());
    assertEquals(-5 * Recorder.MILLI, event.endNanos());
  }

  @Test
  void whatTheUnitHandlesIsAWarningAtOnce() {
    recorder.handled(negativeStock());

    assertEquals(Level.WARN, recorder.only().level());
    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void whatLeavesAndIsUncaughtIsOneEvent() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    recorder.uncaught(thrown);
    recorder.after(1000);
    recorder.errors.finish();

    assertEquals(false, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
    assertEquals(Level.ERROR, recorder.only().level());
    assertEquals("com.acme.Order.step0", Recorder.get(recorder.only(), Fields.CODE_FUNCTION));
  }

  @Test
  void whatNoTimedCallSawIsAnEventWhenUncaught() {
    recorder.uncaught(negativeStock());

    assertEquals(false, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
    assertNull(Recorder.get(recorder.only(), Fields.CODE_FUNCTION));
  }

  @Test
  void aSlowFinallyMakesNoSecondEvent() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    recorder.after(300);
    recorder.after(2000);
    recorder.uncaught(thrown);
    recorder.errors.finish();

    assertNull(Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void whatIsWrappedOutsideAndThenUncaughtIsOneEvent() {
    Throwable inner = negativeStock();
    recorder.left(inner);
    Throwable outer = new IllegalArgumentException("outer", inner);
    recorder.uncaught(outer);
    recorder.errors.finish();

    Event event = recorder.only();
    assertEquals("java.lang.IllegalArgumentException", Recorder.get(event, Fields.ERROR_TYPE));
    assertEquals(false, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals("com.acme.Order.step0", Recorder.get(event, Fields.CODE_FUNCTION));
  }

  @Test
  void whatAnotherThreadLeftIsNotPartOfIt() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    recorder.errors.uncaught(thrown, new ThreadLabel("other", 8, true));
    recorder.errors.finish();

    assertEquals(2, recorder.events().size());
    assertTrue(recorder.events().get(0).threadVirtual());
  }

  @Test
  void tenWrapsAreOneEventWithItsCauses() {
    Throwable[] seen = new Throwable[10];
    seen[0] = negativeStock();
    for (int i = 1; i < 10; i++) {
      seen[i] = new RuntimeException("wrap " + i, seen[i - 1]);
    }
    recorder.unit(seen[9], seen);
    recorder.errors.finish();

    Event event = recorder.only();
    assertEquals("wrap 9", Recorder.get(event, Fields.ERROR_MESSAGE));
    assertEquals("com.acme.Order.step9", Recorder.get(event, Fields.CODE_FUNCTION));
    assertEquals("stock of 4411 is negative", Recorder.get(event, Fields.ERROR_ROOT_MESSAGE));
    assertEquals("com.acme.Stock.take(Stock.java:41)", Recorder.get(event, Fields.ERROR_CULPRIT));
    List<?> causes = (List<?>) Recorder.get(event, Fields.ERROR_CAUSES);
    assertEquals(8, causes.size());
    assertEquals("wrap 8", ((Group) causes.get(0)).value(1));
    assertEquals("java.lang.IllegalStateException", ((Group) causes.get(7)).value(0));
    assertTrue(Recorder.stack(event).contains("... 1 causes omitted"));
  }

  @Test
  void whatIsWrappedAndHandledIsOneWarning() {
    Throwable cause = negativeStock();
    recorder.handled(cause, new UnsupportedOperationException("cannot check out", cause));

    assertEquals("cannot check out", Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void whatIsUnwrappedAgainIsToldByWhatLeaves() {
    Throwable cause = negativeStock();
    recorder.unit(cause, cause, new ExecutionException(cause));
    recorder.errors.finish();

    assertEquals(
        "java.lang.IllegalStateException", Recorder.get(recorder.only(), Fields.ERROR_TYPE));
  }

  @Test
  void aSuppressedOneThatCameLaterIsPartOfTheOther() {
    Throwable main = negativeStock();
    Throwable closing = new IllegalArgumentException("while closing");
    main.addSuppressed(closing);
    recorder.handled(main, closing);

    assertEquals("stock of 4411 is negative", Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
    List<?> suppressed = (List<?>) Recorder.get(recorder.only(), Fields.ERROR_SUPPRESSED);
    assertEquals("while closing", ((Group) suppressed.get(0)).value(1));
  }

  @Test
  void whatIsUnrelatedIsAnEventOfItsOwn() {
    Throwable handled = new IllegalArgumentException("first");
    Throwable leaving = negativeStock();
    recorder.unit(leaving, handled, leaving);
    recorder.errors.finish();

    assertEquals(2, recorder.events().size());
    assertEquals(true, Recorder.get(recorder.events().get(0), Fields.ERROR_HANDLED));
    assertNull(Recorder.get(recorder.events().get(1), Fields.ERROR_HANDLED));
  }

  @Test
  void whatLeavesCountsEvenIfTheListOfThoseSeenWasFull() {
    recorder.unit(negativeStock(), new IllegalArgumentException("first"));
    recorder.errors.finish();

    assertEquals(2, recorder.events().size());
  }

  @Test
  void theSameInstanceInALaterUnitIsANewOccurrence() {
    Throwable allocatedBefore = negativeStock();
    recorder.left(allocatedBefore);
    recorder.left(allocatedBefore);
    recorder.uncaught(allocatedBefore);
    recorder.errors.finish();

    assertEquals(2, recorder.events().size());
    Event first = recorder.events().get(0);
    Event second = recorder.events().get(1);
    assertEquals(false, Recorder.get(first, Fields.ERROR_HANDLED));
    assertNull(Recorder.get(second, Fields.ERROR_HANDLED));
    assertNotEquals(Recorder.get(first, Fields.ERROR_ID), Recorder.get(second, Fields.ERROR_ID));
    assertEquals(
        Recorder.get(first, Fields.ERROR_FINGERPRINT),
        Recorder.get(second, Fields.ERROR_FINGERPRINT));
  }

  @Test
  void onlyTheFirstOfAGroupIsNew() {
    recorder.handled(negativeStock());
    recorder.handled(negativeStock());

    assertEquals(true, Recorder.get(recorder.events().get(0), Fields.ERROR_NEW));
    assertNull(Recorder.get(recorder.events().get(1), Fields.ERROR_NEW));
  }

  @Test
  void whatIsIgnoredIsNoEvent() {
    Recorder ignoring =
        Recorder.with(
            100,
            5,
            List.of("java.lang.RuntimeException: negative", "java.io.IOException"),
            List.of());
    ignoring.left(negativeStock());
    ignoring.uncaught(negativeStock());
    ignoring.handled(new java.io.FileNotFoundException("x"), new RuntimeException("positive"));
    ignoring.errors.finish();

    assertEquals("positive", Recorder.get(ignoring.only(), Fields.ERROR_MESSAGE));
    assertEquals(0, ignoring.suppressed.get());
  }

  @Test
  void whatIsExpectedIsAWarningWhateverBecomesOfIt() {
    Recorder expecting =
        Recorder.with(100, 5, List.of(), List.of("java.lang.IllegalStateException"));
    expecting.uncaught(negativeStock());

    assertEquals(Level.WARN, expecting.only().level());
    assertEquals(false, Recorder.get(expecting.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void pendingEventsDoNotRetainTheThrowable() throws InterruptedException {
    WeakReference<Throwable> reference = leave();
    for (int i = 0; i < 200 && reference.get() != null; i++) {
      System.gc();
      // The collector has no event to wait for.
      Thread.sleep(5);
    }
    assertNull(reference.get());
    recorder.errors.finish();
    assertEquals("stock of 4411 is negative", Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
  }

  private WeakReference<Throwable> leave() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    return new WeakReference<>(thrown);
  }

  @Test
  void pendingEventsAreBounded() {
    Throwable first = negativeStock();
    for (int thread = 0; thread < PendingErrors.MAX_PENDING + 10; thread++) {
      Throwable thrown = thread == 0 ? first : new Distinct();
      Recorder.at(thrown, Recorder.frame("com.acme.C" + thread, "m", 1));
      recorder.errors.unitEnded(
          new FailedCalls(
              new Throwable[] {thrown},
              new String[] {"o"},
              recorder.nowNanos(),
              new ThreadLabel("t", thread, false),
              null),
          thrown);
    }
    assertEquals(10, recorder.events().size());
    recorder.errors.finish();
    assertEquals(PendingErrors.MAX_PENDING + 10, recorder.events().size());
  }

  @Test
  void nothingWaitsAfterTheEnd() {
    recorder.errors.finish();
    recorder.left(negativeStock());

    assertNull(Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
  }

  @Test
  void withoutApplicationFramesTheFirstFrameIsTheCulprit() {
    recorder.handled(
        Recorder.at(new RuntimeException(), Recorder.frame("java.util.ArrayList", "get", 427)));

    assertEquals("weftline.error", recorder.only().logger());
    assertEquals(
        "java.util.ArrayList.get(ArrayList.java:427)",
        Recorder.get(recorder.only(), Fields.ERROR_CULPRIT));
    assertEquals("RuntimeException (java.util.ArrayList.get:427)", recorder.only().message());
  }

  @Test
  void theMessageOfTheEnvelopeIsOneShortLine() {
    recorder.handled(
        Recorder.at(
            new RuntimeException("two\r\nlines " + "x".repeat(500)),
            Recorder.frame("com.acme.Stock", "take", 41)));

    String message = recorder.only().message();
    assertEquals(160, message.length());
    assertTrue(message.startsWith("RuntimeException: two  lines xxx"), message);
    assertTrue(message.endsWith("... (com.acme.Stock.take:41)"), message);
  }

  @Test
  void noLocaleChangesAnything() {
    Locale before = Locale.getDefault();
    try {
      recorder.handled(negativeStock());
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      recorder.handled(negativeStock());
    } finally {
      Locale.setDefault(before);
    }
    Event first = recorder.events().get(0);
    Event second = recorder.events().get(1);
    assertEquals(first.message(), second.message());
    assertEquals(
        Recorder.get(first, Fields.ERROR_FINGERPRINT),
        Recorder.get(second, Fields.ERROR_FINGERPRINT));
  }

  @Test
  void theThrowableIsLeftAsItWas() {
    Throwable thrown = negativeStock();
    StackTraceElement[] before = thrown.getStackTrace();
    recorder.left(thrown);
    recorder.uncaught(thrown);

    assertEquals(0, thrown.getSuppressed().length);
    assertNull(thrown.getCause());
    assertEquals(List.of(before), List.of(thrown.getStackTrace()));
    assertFalse(before.length == 0);
  }

  @Test
  void whatLeavesOneCallAfterTheOtherOnItsWayIsOneEvent() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    for (int i = 0; i < 10; i++) {
      recorder.around(20, thrown);
    }
    recorder.after(60);
    recorder.around(70, thrown);
    recorder.after(60_000);

    assertEquals(1, recorder.occurrences());
    assertNull(Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_NEW));
  }

  @Test
  void whatIsWrappedOrUnwrappedOnItsWayIsToldByTheLast() {
    Throwable cause = negativeStock();
    Throwable wrapped = new ExecutionException(cause);
    Throwable again = new IllegalArgumentException(wrapped);
    recorder.left(cause);
    recorder.around(20, wrapped);
    recorder.around(20, again);
    recorder.after(60_000);
    assertEquals(1, recorder.occurrences());
    assertEquals(
        "java.lang.IllegalArgumentException",
        Recorder.get(recorder.events().get(0), Fields.ERROR_TYPE));

    Throwable inner = negativeStock();
    recorder.left(new ExecutionException(inner));
    recorder.around(20, inner);
    recorder.after(60_000);
    assertEquals(2, recorder.occurrences());
    assertEquals(
        "java.lang.IllegalStateException",
        Recorder.get(recorder.events().get(1), Fields.ERROR_TYPE));
  }

  @Test
  void whatLeftBeforeTheUnitBeganOrIsAnotherFailureIsAnOccurrenceOfItsOwn() {
    Throwable thrown = negativeStock();
    recorder.left(thrown);
    recorder.after(1);
    recorder.left(thrown);
    recorder.around(1, negativeStock());
    recorder.after(60_000);

    assertEquals(3, recorder.occurrences());
  }

  @Test
  void whatIsPassedOnAndThenUncaughtIsOneEvent() {
    Throwable cause = negativeStock();
    Throwable thrown = new ExecutionException(cause);
    recorder.left(cause);
    recorder.around(20, thrown);
    recorder.around(20, thrown);
    recorder.uncaught(thrown);
    recorder.after(60_000);

    assertEquals(1, recorder.occurrences());
    assertEquals(false, Recorder.get(recorder.only(), Fields.ERROR_HANDLED));
    assertEquals("com.acme.Order.step0", Recorder.get(recorder.only(), Fields.CODE_FUNCTION));
  }

  private static IllegalStateException negativeStock() {
    return Recorder.at(
        new IllegalStateException("stock of 4411 is negative"),
        Recorder.frame("java.util.Objects", "requireNonNull", 200),
        Recorder.frame("com.acme.Stock", "take", 41),
        Recorder.frame("com.acme.Order", "place", 12));
  }

  private static final class Distinct extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
