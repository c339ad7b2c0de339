package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.ThreadLabel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private final Recorder recorder = Recorder.plain();

  @AfterEach
  void nothingFailedInside() {
    assertEquals(0, recorder.errors.failures());
  }

  @Test
  void fiveAreWrittenAndTheRestIsOneLineAfterAMinute() {
    for (int i = 0; i < 12; i++) {
      recorder.handled(thrown());
    }
    assertEquals(5, recorder.events().size());
    recorder.after(59_999);
    assertEquals(5, recorder.events().size());
    recorder.after(1);
    recorder.after(60_000);

    assertEquals(6, recorder.events().size());
    Event folded = recorder.events().get(5);
    assertEquals(Level.WARN, folded.level());
    assertEquals(
        "IllegalStateException: 7 more, only counted (com.acme.Stock.take:41)", folded.message());
    assertEquals("com.acme.Stock", folded.logger());
    assertEquals(7L, Recorder.get(folded, Fields.ERROR_COUNT));
    assertEquals(7L, Recorder.get(folded, Fields.ERROR_SUPPRESSED_COUNT));
    assertEquals(true, Recorder.get(folded, Fields.ERROR_HANDLED));
    assertEquals(
        Recorder.get(recorder.events().get(0), Fields.ERROR_FINGERPRINT),
        Recorder.get(folded, Fields.ERROR_FINGERPRINT));
    assertNull(Recorder.get(folded, Fields.ERROR_STACK));
    assertNull(Recorder.get(folded, Fields.ERROR_NEW));
    assertEquals(6, recorder.suppressed.get());
    assertEquals(12, recorder.occurrences());
    assertEquals(12, recorder.events().size() + recorder.suppressed.get());
  }

  @Test
  void theNextMinuteHasItsOwnFiveAndTellsWhatWasFolded() {
    for (int minute = 0; minute < 3; minute++) {
      for (int i = 0; i < 10; i++) {
        recorder.handled(thrown());
      }
      recorder.after(60_000);
    }
    assertEquals(18, recorder.events().size());
    assertEquals(30, recorder.occurrences());
    Event sixth = recorder.events().get(6);
    assertNull(Recorder.get(sixth, Fields.ERROR_COUNT));
    assertEquals(5L, Recorder.get(sixth, Fields.ERROR_SUPPRESSED_COUNT));
    assertEquals(15L, Recorder.get(recorder.events().get(17), Fields.ERROR_SUPPRESSED_COUNT));
  }

  @Test
  void whatIsFoldedAtTheEndIsTold() {
    for (int i = 0; i < 1000; i++) {
      recorder.left(thrown());
    }
    recorder.errors.finish();
    recorder.errors.finish();

    assertEquals(6, recorder.events().size());
    assertEquals(1000, recorder.occurrences());
    assertEquals(Level.ERROR, recorder.events().get(5).level());
    assertNull(Recorder.get(recorder.events().get(5), Fields.ERROR_HANDLED));
  }

  @Test
  void aFoldedOneThatIsUncaughtIsCountedOnce() {
    for (int i = 0; i < 6; i++) {
      Throwable thrown = thrown();
      recorder.left(thrown);
      recorder.uncaught(thrown);
    }
    recorder.errors.finish();

    assertEquals(6, recorder.occurrences());
    assertEquals(false, Recorder.get(recorder.events().get(5), Fields.ERROR_HANDLED));
  }

  @Test
  void whatIsPartOfAnotherGivesItsPlaceBack() {
    for (int i = 0; i < 4; i++) {
      recorder.handled(thrown());
    }
    Throwable inner = thrown();
    recorder.left(inner);
    recorder.uncaught(new RuntimeException(inner));
    recorder.handled(thrown());
    recorder.errors.finish();

    assertEquals(6, recorder.events().size());
    assertEquals(6, recorder.occurrences());
  }

  @Test
  void mixedVerdictsAreLeftOpenAndTheWorstLevelCounts() {
    Recorder all = Recorder.with(100, 0, List.of(), List.of());
    all.handled(thrown());
    all.uncaught(thrown());
    all.errors.finish();

    assertEquals(2, all.occurrences());
    assertEquals(Level.ERROR, all.only().level());
    assertNull(Recorder.get(all.only(), Fields.ERROR_HANDLED));
    assertEquals(true, Recorder.get(all.only(), Fields.ERROR_NEW));
  }

  @Test
  void whatTheSinkRefusesIsInTheNextLine() {
    recorder.refuses = true;
    for (int i = 0; i < 8; i++) {
      recorder.handled(thrown());
    }
    recorder.after(60_000);
    recorder.refuses = false;
    assertEquals(0, recorder.suppressed.get());
    recorder.after(60_000);

    assertEquals(8, recorder.occurrences());
    assertEquals(true, Recorder.get(recorder.only(), Fields.ERROR_NEW));
    assertEquals(7, recorder.suppressed.get());
  }

  @Test
  void whatIsFoldedIsNeitherRenderedNorAskedForItsMessage() {
    for (int i = 0; i < 5; i++) {
      recorder.handled(new Counting());
    }
    Counting folded = new Counting();
    recorder.handled(folded);

    assertEquals(0, folded.asked);
  }

  @Test
  void moreGroupsThanTheTableHoldsShareOne() {
    int groups = ErrorGroups.MAX_GROUPS + 50;
    for (int i = 0; i < groups; i++) {
      recorder.handled(
          Recorder.at(new IllegalStateException(), Recorder.frame("com.acme.C" + i, "m", 1)));
    }
    recorder.errors.finish();

    assertEquals(groups, recorder.occurrences());
    Event last = recorder.events().get(recorder.events().size() - 1);
    assertEquals("_other", Recorder.get(last, Fields.ERROR_TYPE));
    assertEquals(45L, Recorder.get(last, Fields.ERROR_COUNT));
    Object fingerprint = Recorder.get(last, Fields.ERROR_FINGERPRINT);
    long sum =
        recorder.events().stream()
            .filter(e -> fingerprint.equals(Recorder.get(e, Fields.ERROR_FINGERPRINT)))
            .mapToLong(Recorder::count)
            .sum();
    assertEquals(50, sum);
    assertEquals(ErrorGroups.MAX_GROUPS + 6, recorder.events().size());
  }

  @Test
  void aStormOfAHundredThousandIsSixLines() {
    for (int i = 0; i < 100_000; i++) {
      recorder.left(thrown());
    }
    recorder.errors.finish();

    assertEquals(6, recorder.events().size());
    assertEquals(100_000, recorder.occurrences());
    assertEquals(100_000, recorder.events().size() + recorder.suppressed.get());
  }

  @Test
  void eightThreadsLoseNothing() throws InterruptedException {
    int each = 5_000;
    CountDownLatch start = new CountDownLatch(1);
    Thread[] threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      ThreadLabel label = new ThreadLabel("t" + t, t, false);
      threads[t] =
          new Thread(
              () -> {
                await(start);
                for (int i = 0; i < each; i++) {
                  Throwable thrown = thrown();
                  boolean leaves = i % 2 == 0;
                  recorder.errors.unitEnded(
                      new FailedCalls(
                          new Throwable[] {thrown},
                          new String[] {"com.acme.Stock.take"},
                          recorder.nowNanos(),
                          label,
                          null),
                      leaves ? thrown : null);
                  if (i % 4 == 0) {
                    recorder.errors.uncaught(thrown, label);
                  }
                }
              });
      threads[t].start();
    }
    start.countDown();
    for (int i = 0; i < 90; i++) {
      // Not ten seconds in all: an exception that was told so long ago is another one.
      recorder.after(100);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    recorder.after(60_000);
    recorder.errors.finish();

    assertEquals(8 * each, recorder.occurrences());
    assertEquals(8 * each, recorder.events().size() + recorder.suppressed.get());
    assertTrue(recorder.events().size() < 200);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Throwable thrown() {
    return Recorder.at(
        new IllegalStateException("stock"), Recorder.frame("com.acme.Stock", "take", 41));
  }

  private static final class Counting extends RuntimeException {
    private static final long serialVersionUID = 1;
    int asked;

    Counting() {
      Recorder.at(this, Recorder.frame("com.acme.Stock", "take", 41));
    }

    @Override
    public String getMessage() {
      asked++;
      return "asked";
    }
  }
}
