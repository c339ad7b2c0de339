package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.metrics.SeriesFamily;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileThrowablesTest {
  private final Recorder recorder = Recorder.plain();

  @AfterEach
  void nothingFailedInside() {
    assertEquals(0, recorder.errors.failures());
  }

  @Test
  void gettersThatThrowCostOnlyTheirAnswer() {
    recorder.handled(new Trap());

    Event event = recorder.only();
    assertEquals(
        "(getMessage() threw java.lang.IllegalStateException)",
        Recorder.get(event, Fields.ERROR_MESSAGE));
    assertNull(Recorder.get(event, Fields.ERROR_ROOT_TYPE));
    assertNull(Recorder.get(event, Fields.ERROR_CULPRIT));
    assertEquals(1, Recorder.stack(event).size());
  }

  @Test
  void eachGetterIsCalledOnceOfOneThatIsSeenWrappedAndUncaught() {
    Counted cause = new Counted(null);
    Counted outer = new Counted(cause);
    recorder.unit(outer, cause, outer);

    for (Counted one : List.of(cause, outer)) {
      assertEquals("1 1 1", one.messages + " " + one.causes + " " + one.stacks);
    }
  }

  @Test
  void aThrowableThatIsItsOwnCauseHasNone() {
    recorder.handled(new OwnCause());

    assertNull(Recorder.get(recorder.only(), Fields.ERROR_CAUSES));
    assertTrue(last(Recorder.stack(recorder.only())).startsWith("Caused by: [circular] "));
  }

  @Test
  void aCycleEndsWhereItCloses() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);
    recorder.unit(second, first, second);
    recorder.errors.finish();

    Event event = recorder.only();
    assertEquals("second", Recorder.get(event, Fields.ERROR_MESSAGE));
    assertEquals("first", Recorder.get(event, Fields.ERROR_ROOT_MESSAGE));
    assertEquals(1, ((List<?>) Recorder.get(event, Fields.ERROR_CAUSES)).size());
    assertEquals(
        "Caused by: [circular] java.lang.RuntimeException: second", last(Recorder.stack(event)));
  }

  @Test
  void aCycleThroughSuppressedEnds() {
    RuntimeException main = new RuntimeException("main");
    RuntimeException closing = new RuntimeException("closing", main);
    main.addSuppressed(closing);
    recorder.unit(main, main, closing);
    recorder.errors.finish();

    assertTrue(
        Recorder.stack(recorder.only())
            .contains("\tCaused by: [circular] java.lang.RuntimeException: main"));
  }

  @Test
  void aChainWithoutEndIsBounded() {
    recorder.handled(new Endless());

    assertEquals(8, ((List<?>) Recorder.get(recorder.only(), Fields.ERROR_CAUSES)).size());
  }

  @Test
  void aHundredThousandCausesAndSuppressedAreBounded() {
    RuntimeException main = new RuntimeException("main");
    Throwable cause = new RuntimeException("deepest");
    for (int i = 0; i < 100_000; i++) {
      cause = new RuntimeException("cause", cause);
    }
    main.initCause(cause);
    for (int i = 0; i < 10_000; i++) {
      main.addSuppressed(new RuntimeException("suppressed", cause));
    }
    recorder.handled(main);

    assertEquals(8, ((List<?>) Recorder.get(recorder.only(), Fields.ERROR_SUPPRESSED)).size());
    assertTrue(Recorder.stack(recorder.only()).size() < 250);
  }

  @Test
  void aMessageOfTenMegabytesIsCutEverywhere() {
    recorder.handled(new RuntimeException("o".repeat(8191) + "😀" + "x".repeat(10 << 20)));

    Event event = recorder.only();
    String message = (String) Recorder.get(event, Fields.ERROR_MESSAGE);
    assertEquals("o".repeat(8191) + "…", message);
    assertEquals(List.of("error.message"), List.of(event.truncated()));
    assertTrue(Recorder.stack(event).get(0).length() < 600);
    assertEquals(160, event.message().length());
  }

  @Test
  void aMessageCannotForgeAFrame() {
    recorder.handled(new RuntimeException("x\n\tat com.acme.Forged.frame(Forged.java:1)\u2028y"));

    assertEquals(
        "java.lang.RuntimeException: x  at com.acme.Forged.frame(Forged.java:1) y",
        Recorder.stack(recorder.only()).get(0));
  }

  @Test
  void stacksThatAreNullHugeOrHoldNullsAreTaken() {
    StackTraceElement frame = Recorder.frame("com.acme.Stock", "take", 41);
    StackTraceElement[] huge = new StackTraceElement[1_000_000];
    java.util.Arrays.fill(huge, frame);
    recorder.handled(
        new Stack((StackTraceElement[]) null),
        new Stack(huge),
        new Stack(null, frame, null),
        new Stack());

    List<Event> events = recorder.events();
    assertEquals(4, events.size());
    assertEquals(1, Recorder.stack(events.get(0)).size());
    assertEquals(100, frames(events.get(1)));
    assertEquals(1, frames(events.get(2)));
    assertEquals(0, frames(events.get(3)));
  }

  @Test
  void aStackOverflowIsShort() {
    StackOverflowError overflow = null;
    try {
      overflow();
    } catch (StackOverflowError e) {
      overflow = e;
    }
    recorder.left(overflow);
    recorder.errors.finish();

    assertEquals(30, frames(recorder.only()));
  }

  @Test
  void aSinkThatThrowsCostsALineButNoOccurrence() {
    Recorder inner = Recorder.plain();
    ErrorEvents failing =
        new ErrorEvents(
            Recorder.settings(100, 5, List.of(), List.of()),
            new io.weftline.agent.event.EventSink() {
              private boolean failed;

              @Override
              public boolean offer(Event event) {
                if (!failed) {
                  failed = true;
                  throw new OutOfMemoryError("by the test");
                }
                return inner.offer(event);
              }

              @Override
              public void suppressed(long count) {}
            },
            name -> true,
            (message, maxChars) -> message,
            SeriesFamily.ofCounts("metrics.error", "weftline.metrics"),
            () -> null,
            () -> 0);
    failing.uncaught(new RuntimeException("x"), Recorder.WORKER);
    failing.finish();

    assertEquals(1, failing.failures());
    assertEquals(1, inner.occurrences());
  }

  @Test
  void whatCannotBeRenderedIsStillCounted() {
    Recorder inner = Recorder.plain();
    ErrorEvents failing =
        new ErrorEvents(
            Recorder.settings(100, 5, List.of(), List.of()),
            inner,
            name -> {
              throw new StackOverflowError("by the test");
            },
            (message, maxChars) -> message,
            SeriesFamily.ofCounts("metrics.error", "weftline.metrics"),
            () -> null,
            () -> 0);
    failing.uncaught(new RuntimeException("x"), Recorder.WORKER);
    failing.finish();

    assertEquals(1, failing.failures());
    assertEquals("_other", Recorder.get(inner.only(), Fields.ERROR_TYPE));
  }

  private static int overflow() {
    return overflow() + 1;
  }

  private static long frames(Event event) {
    return Recorder.stack(event).stream().filter(line -> line.startsWith("\tat ")).count();
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  private static final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new StackOverflowError("no cause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new OutOfMemoryError("no stack");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no hash");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("no comparison");
    }
  }

  private static final class Counted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Throwable given;
    int messages;
    int causes;
    int stacks;

    Counted(Throwable given) {
      this.given = given;
    }

    @Override
    public String getMessage() {
      return "message " + messages++;
    }

    @Override
    public synchronized Throwable getCause() {
      causes++;
      return given;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      stacks++;
      return super.getStackTrace();
    }
  }

  private static final class OwnCause extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      return new Endless();
    }
  }

  private static final class Stack extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient StackTraceElement[] frames;

    Stack(StackTraceElement... frames) {
      super("no stack", null, false, false);
      this.frames = frames;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return frames;
    }
  }
}
