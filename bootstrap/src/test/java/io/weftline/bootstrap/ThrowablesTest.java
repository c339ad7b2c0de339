package io.weftline.bootstrap;

import static io.weftline.bootstrap.Fixtures.method;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a unit does with more throwables than it follows at a time. */
class ThrowablesTest {
  private final ThreadContext context = ThreadContext.current();
  private final Operation method = method("m");
  private final List<Throwable> all = new ArrayList<>();
  private RecordedUnits units;

  @BeforeEach
  void connect() {
    context.restore(0);
    units = RecordedUnits.connect();
    for (int i = 0; i < 16; i++) {
      all.add(new Exception("number " + i));
    }
  }

  private void leave(Throwable thrown) {
    context.exit(method, context.enter(method), thrown);
  }

  @Test
  void thoseThatAreTooManyAreToldAndTheLatestTwoFollowedOn() {
    Frame outermost = context.enter(method);
    all.subList(0, 8).forEach(this::leave);
    leave(all.get(7));
    leave(all.get(0));
    assertEquals(List.of(), units.full);
    Operation other = method("other");
    context.exit(other, context.enter(other), all.get(8));
    assertEquals(
        List.of(
            new RecordedUnits.Full(all.subList(0, 8), Collections.nCopies(8, method), all.get(8))),
        units.full);
    assertEquals(all.subList(7, 9), RecordedUnits.seen(context.throwables));
    assertFalse(context.mute(false), "it stayed mute");
    all.subList(9, 16).forEach(this::leave);
    assertEquals(2, units.full.size());
    assertEquals(all.subList(7, 15), units.full.get(1).seen());
    assertSame(other, units.full.get(1).leftFirst().get(1));
    context.exit(method, outermost, all.get(15));
    assertEquals(all.subList(14, 16), units.failed.get(0).seen());
    assertSame(all.get(15), units.failed.get(0).leaving());
    context.exit(method, context.enter(method), null);
    assertEquals(1, units.failed.size(), "told again in the next unit");
    assertEquals(2, units.full.size());
  }

  @Test
  void nothingIsObservedMeanwhile() {
    List<Frame> frames = new ArrayList<>();
    units.onFull = () -> frames.add(context.enter(method));
    Frame outermost = context.enter(method);
    all.subList(0, 9).forEach(this::leave);
    context.exit(method, outermost, null);
    assertEquals(1, frames.size());
    assertNull(frames.get(0));
  }

  @Test
  void aFailureIsCountedAndTheOneInFlightFollowed() {
    long failures = Bridge.failures();
    IllegalStateException failure = new IllegalStateException();
    units.onFull =
        () -> {
          throw failure;
        };
    Frame outermost = context.enter(method);
    all.subList(0, 9).forEach(this::leave);
    assertEquals(failures + 1, Bridge.failures());
    assertSame(failure, Bridge.lastFailure());
    assertFalse(context.mute(false), "it stayed mute");
    assertEquals(all.subList(7, 9), RecordedUnits.seen(context.throwables));
    context.exit(method, outermost, all.get(8));
    assertEquals(all.subList(7, 9), units.failed.get(0).seen());
  }

  /** At the end of the stack nothing could be told: that waits for the next one to come. */
  @Test
  void anOverflowOfTheStackHasOnePlaceMore() {
    Frame outermost = context.enter(method);
    all.subList(0, 8).forEach(this::leave);
    Throwable overflow = new StackOverflowError();
    leave(overflow);
    assertEquals(List.of(), units.full);
    leave(all.get(8));
    assertEquals(9, units.full.get(0).seen().size());
    assertEquals(List.of(overflow, all.get(8)), RecordedUnits.seen(context.throwables));
    all.subList(9, 15).forEach(this::leave);
    leave(new StackOverflowError());
    leave(new StackOverflowError());
    assertEquals(2, units.full.size());
    context.exit(method, outermost, null);
  }
}
