package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.TestServices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.FailureListener;
import io.weftline.agent.trace.ThreadLabel;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units with more throwables than are followed at a time, from the calls to the events. */
class ManyThrowablesTest {
  private final TestServices services =
      new TestServices(Config.of(Map.of(), List.of()), "com.acme.");
  private final Recorder recorder = Recorder.with(100, 1000, List.of(), List.of());
  private int method;

  @BeforeEach
  void listen() {
    method =
        Bridge.add(
            new Operation("com.acme.Order.place", "place", Operation.METHOD, null, new Series()),
            0);
    services.failures.listen(new ToRecorder());
  }

  @AfterEach
  void nothingFailedInside() {
    assertEquals(0, recorder.errors.failures());
  }

  private void leave(Throwable thrown) {
    Bridge.methodExit(method, Bridge.methodEnter(method), thrown);
  }

  /** Lets a failure leave a call, what wraps it the next one, and so on. */
  private Throwable wrapped(String message, int times) {
    Throwable thrown = new IllegalStateException("root of " + message);
    leave(thrown);
    for (int i = 1; i <= times; i++) {
      thrown = new RuntimeException(i == times ? message : "part of " + message, thrown);
      leave(thrown);
    }
    return thrown;
  }

  private void end(Frame unit, Throwable leaving) {
    Bridge.methodExit(method, unit, leaving);
    recorder.after(60_000);
    recorder.errors.finish();
  }

  private List<Object> messages() {
    List<Object> messages = new ArrayList<>();
    for (Event event : recorder.events()) {
      messages.add(Recorder.get(event, Fields.ERROR_MESSAGE));
    }
    return messages;
  }

  @ParameterizedTest
  @CsvSource({"0, 'root of '", "1, ''", "5, ''", "20, ''", "200, ''"})
  void eachThatIsHandledIsOneOccurrenceToldByTheOutermost(int wraps, String prefix) {
    Frame unit = Bridge.methodEnter(method);
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      wrapped("number " + i, wraps);
      expected.add(prefix + "number " + i);
    }
    end(unit, null);
    assertEquals(expected, messages());
    for (Event event : recorder.events()) {
      assertEquals(true, Recorder.get(event, Fields.ERROR_HANDLED));
      assertEquals("com.acme.Order.place", Recorder.get(event, Fields.CODE_FUNCTION));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "0, 9", "0, 40", "1, 7", "5, 9", "20, 3"})
  void whatLeavesTheUnitIsOneEvent(int wraps, int handled) {
    Frame unit = Bridge.methodEnter(method);
    for (int i = 0; i < handled; i++) {
      wrapped("handled", wraps);
    }
    Throwable last = wrapped("last", wraps);
    end(unit, last);
    List<Event> events = recorder.events();
    assertEquals(handled + 1, events.size());
    assertEquals(last.getMessage(), Recorder.get(events.get(handled), Fields.ERROR_MESSAGE));
    assertEquals(null, Recorder.get(events.get(handled), Fields.ERROR_HANDLED));
    assertEquals(1, messages().stream().filter(last.getMessage()::equals).count());
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "0, 40", "5, 9", "20, 3"})
  void whatIsUncaughtThenIsOneEvent(int wraps, int handled) {
    Frame unit = Bridge.methodEnter(method);
    for (int i = 0; i < handled; i++) {
      wrapped("handled", wraps);
    }
    Throwable last = wrapped("last", wraps);
    Bridge.methodExit(method, unit, last);
    recorder.uncaught(last);
    recorder.errors.finish();
    List<Event> events = recorder.events();
    assertEquals(handled + 1, events.size());
    assertEquals(last.getMessage(), Recorder.get(events.get(handled), Fields.ERROR_MESSAGE));
    assertEquals(false, Recorder.get(events.get(handled), Fields.ERROR_HANDLED));
  }

  @Test
  void whatTheOneInFlightSuppressesIsPartOfIt() {
    Frame unit = Bridge.methodEnter(method);
    Throwable batch = new IllegalArgumentException("batch");
    for (int i = 0; i < 8; i++) {
      Throwable part = new IllegalStateException("part " + i);
      leave(part);
      batch.addSuppressed(part);
    }
    leave(batch);
    end(unit, batch);
    assertEquals(List.of("batch"), messages());
  }

  /** It is none of the causes of what the list holds, but the other way round. */
  @Test
  void whatIsUnwrappedWhenTheListIsFullIsToldOnce() {
    Frame unit = Bridge.methodEnter(method);
    for (int i = 0; i < 7; i++) {
      leave(new IllegalStateException("handled " + i));
    }
    Throwable inner = new IllegalStateException("inner");
    leave(new RuntimeException("outer", inner));
    leave(inner);
    end(unit, inner);
    assertEquals(8, recorder.events().size());
    assertFalse(messages().contains("outer"), messages()::toString);
  }

  @Test
  void whatGoesOnAfterAnotherHasBeenHandledOnItsWayIsToldOnce() {
    Frame unit = Bridge.methodEnter(method);
    for (int i = 0; i < 7; i++) {
      leave(new IllegalStateException("handled " + i));
    }
    Throwable leaving = new IllegalStateException("leaving");
    leave(leaving);
    leave(new IllegalArgumentException("while cleaning up"));
    leave(leaving);
    end(unit, leaving);
    assertEquals(9, recorder.events().size());
    assertEquals(1, messages().stream().filter("leaving"::equals).count());
  }

  @Test
  void aDriversTextIsCleanedInWhatQuotesItWhenTheListIsFull() {
    Frame unit = Bridge.methodEnter(method);
    for (int i = 0; i < 7; i++) {
      leave(new IllegalStateException("handled " + i));
    }
    Throwable sql = new SQLException("duplicate key 'secret'");
    leave(sql);
    Throwable quoting = new IllegalStateException("cannot save: " + sql.getMessage());
    leave(quoting);
    end(unit, quoting);
    assertEquals(9, recorder.events().size());
    assertTrue(messages().contains("clean(cannot save: duplicate key ?)"), messages()::toString);
    assertFalse(messages().toString().contains("secret"), messages()::toString);
  }

  /** As the agent's own, but for the clock and the name of the thread. */
  private final class ToRecorder implements FailureListener {
    @Override
    public void unitEnded(FailedCalls failed, Throwable leaving) {
      recorder.errors.unitEnded(atRecorder(failed), leaving);
    }

    @Override
    public void throwablesFull(FailedCalls failed, Throwable inFlight) {
      recorder.errors.throwablesFull(atRecorder(failed), inFlight);
    }

    @Override
    public void uncaught(Throwable thrown, ThreadLabel thread) {
      recorder.uncaught(thrown);
    }

    /** The recorder has a clock of its own, at which nothing has left before. */
    private FailedCalls atRecorder(FailedCalls failed) {
      return new FailedCalls(
          failed.thrown, failed.operations, recorder.nowNanos(), Recorder.WORKER, null);
    }
  }
}
