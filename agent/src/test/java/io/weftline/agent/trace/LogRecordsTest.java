package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Level;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRecordsTest implements FailureListener {
  private final Failures failures = new Failures();
  private final LogRecords records = new LogRecords(failures);
  private final List<String> heard = new ArrayList<>();
  private Runnable onLogged = () -> {};

  LogRecordsTest() {
    failures.listen(this);
  }

  @AfterEach
  void nothingIsLeft() {
    assertFalse(ThreadContext.current().logging);
    assertTrue(ThreadContext.current().isObserved(0));
  }

  private boolean begin(String message) {
    return records.begin(Level.ERROR, "logger", message, new RuntimeException());
  }

  @Test
  void oneWithinAnotherIsTheSame() {
    assertTrue(begin("outer"));
    assertFalse(begin("inner"));
    records.end();
    assertTrue(records.begin(Level.ERROR, "logger", "without", null));
    assertFalse(begin("inner"));
    records.end();
    assertTrue(begin("next"));
    records.end();
    assertEquals(List.of("outer", "next"), heard);
  }

  @Test
  void oneThatCannotBeToldDoesNotSilenceThoseAfterIt() {
    onLogged =
        () -> {
          throw new IllegalStateException();
        };
    assertThrows(IllegalStateException.class, () -> begin("first"));
    assertThrows(IllegalStateException.class, () -> begin("second"));
    assertEquals(List.of("first", "second"), heard);
  }

  @Test
  void whatIsLoggedWhileTheAgentIsAtWorkIsNotTheApplications() {
    onLogged = () -> assertFalse(begin("by a getter"));
    assertTrue(begin("outer"));
    records.end();
    boolean before = ThreadContext.current().mute(true);
    assertFalse(begin("muted"));
    ThreadContext.current().mute(before);
    assertEquals(List.of("outer"), heard);
  }

  @Override
  public void logged(Level level, String logger, String message, Throwable thrown) {
    heard.add(message);
    onLogged.run();
  }

  @Override
  public void unitEnded(FailedCalls failed, Throwable leaving) {}

  @Override
  public void throwablesFull(FailedCalls failed, Throwable inFlight) {}

  @Override
  public void uncaught(Throwable thrown, ThreadLabel thread) {}
}
