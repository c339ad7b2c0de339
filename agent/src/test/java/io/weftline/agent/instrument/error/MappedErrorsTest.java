package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.Work;
import io.weftline.agent.trace.Works;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a framework has made a response of. */
class MappedErrorsTest {
  private final Recorder recorder = Recorder.plain();
  private final Works works =
      new Works(
          recorder, new CoarseClock(), new Sweeps(), (topic, message) -> {}, 1_000_000_000L, 10);

  private void ended(Work work, Throwable leaving, Throwable... seen) {
    String[] operations = new String[seen.length];
    Arrays.fill(operations, "com.acme.Order.place");
    recorder.errors.unitEnded(
        new FailedCalls(seen, operations, recorder.nowNanos(), Recorder.WORKER, work), leaving);
  }

  @Test
  void isNoEventIfTheAnswerIsNoFailure() {
    Throwable mapped = new IllegalArgumentException("no such order");
    ended(new Answer(works, mapped, false), null, mapped);

    assertEquals(List.of(), recorder.events());
  }

  @Test
  void isNoEventWhereItWasWrappedOrUnwrappedOnTheWay() {
    Throwable cause = new IllegalArgumentException("no such order");
    Throwable wrapper = new IllegalStateException(cause);
    ended(new Answer(works, wrapper, false), null, cause);
    ended(new Answer(works, cause, false), null, wrapper);
    ended(new Answer(works, wrapper, false), null, cause, wrapper);

    assertEquals(List.of(), recorder.events());
  }

  @Test
  void doesNotHideAnotherOfTheSameClass() {
    Throwable handled = new IllegalArgumentException("first try");
    Throwable mapped = new IllegalArgumentException("second try");
    ended(new Answer(works, mapped, false), null, handled, mapped);

    Event event = recorder.only();
    assertTrue(Recorder.get(event, Fields.ERROR_MESSAGE).toString().contains("first try"));
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
    assertNotEquals(Answer.ID, Recorder.get(event, Fields.ERROR_ID));
  }

  @Test
  void isOneEventWithTheIdOfTheRequestIfTheAnswerIsAFailure() {
    Throwable mapped = new IllegalStateException("broken");
    ended(new Answer(works, mapped, true), null, mapped);

    Event event = recorder.only();
    assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals(Answer.ID, Recorder.get(event, Fields.ERROR_ID));
    assertEquals(Level.WARN, event.level());
  }

  @Test
  void isToldAsUncaughtWhenItLeavesTheRequestAfterAll() {
    Throwable mapped = new IllegalStateException("broken");
    ended(new Answer(works, mapped, false), mapped, mapped);

    Event event = recorder.only();
    assertEquals(false, Recorder.get(event, Fields.ERROR_HANDLED));
    assertEquals(Answer.ID, Recorder.get(event, Fields.ERROR_ID));
  }

  /** A request that ends so. */
  private static final class Answer extends Work {
    static final String ID = "0123456789abcdef";
    private final Throwable mapped;
    private final boolean failure;

    Answer(Works works, Throwable mapped, boolean failure) {
      super(works, 0, 0, 0, "r-1", System.nanoTime(), 1_000_000_000L);
      this.mapped = mapped;
      this.failure = failure;
    }

    @Override
    public Throwable mapped() {
      return mapped;
    }

    @Override
    public boolean tellsMapped() {
      return failure;
    }

    @Override
    public String errorId() {
      return ID;
    }

    @Override
    public String label() {
      return "unit";
    }

    @Override
    protected Event stillRunning(long nowNanos) {
      return null;
    }
  }
}
