package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.bootstrap.Frame.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  /** Stands for the class of what a failed stage has for a result. */
  private static final class Failed {}

  private static final Throwable THROWN = new IllegalStateException();

  private final List<String> told = new ArrayList<>();
  private final Failed empty = new Failed();
  private final Failed result = new Failed();
  private RuntimeException breaks;

  @BeforeEach
  void begin() {
    start();
  }

  private void start() {
    Outcomes.start(new Recorder(), Failed.class);
  }

  @AfterEach
  void nothingIsBehindIt() {
    Outcomes.start(null, null);
    Outcomes.any = false;
    assertFalse(ThreadContext.current().owner.muted);
  }

  private final class Recorder extends Outcomes {
    private final List<Object> kept = new ArrayList<>();

    @Override
    protected boolean keep(Object future, Throwable thrown) {
      assertTrue(ThreadContext.current().owner.muted, "it calls what is the application's");
      if (breaks != null) {
        throw breaks;
      }
      kept.add(future);
      told.add("failed");
      return true;
    }

    @Override
    protected boolean keeps(Object future) {
      return kept.contains(future);
    }

    @Override
    protected void delivers(Object future) {
      kept.remove(future);
      told.add("asked");
    }

    @Override
    protected void forget(Throwable thrown) {
      kept.clear();
      told.add("forgotten");
    }

    @Override
    protected Object resultOf(Object future) {
      return future;
    }
  }

  @Test
  void aTaskThatFailsIsKeptUntilItIsAskedFor() {
    Outcomes.taskAsked(this, 3);
    Outcomes.taskFailed(this, 0, THROWN);
    Outcomes.taskAsked(this, 2);
    Outcomes.taskAsked("another", 3);
    Outcomes.taskAsked(this, 3);
    Outcomes.taskAsked(this, 3);

    assertEquals(List.of("failed", "asked"), told);
    assertTrue(Outcomes.any);
  }

  @Test
  void aTaskThatIsCancelledDoesNotFail() {
    Outcomes.taskFailed(this, 4, THROWN);

    assertEquals(List.of(), told);
    assertFalse(Outcomes.any);
  }

  @Test
  void onlyTheResultOfAFailedStageIsAskedFor() {
    Outcomes.stageFailed(result, THROWN);
    Outcomes.stageAsked(null);
    Outcomes.stageAsked("a result");
    Outcomes.stageAsked(empty);
    Outcomes.futureAsked(null);
    Outcomes.futureAsked(result);

    assertEquals(List.of("failed", "asked"), told);
  }

  @Test
  void whatAStageOnlyPassesOnIsNoFailureOfItsOwn() {
    Outcomes.stagePasses(result, empty, result, THROWN);
    Outcomes.stagePasses(result, empty, new Failed(), THROWN);
    assertEquals(List.of(), told);

    Outcomes.stagePasses(empty, empty, result, THROWN);
    Outcomes.stagePasses("a result", empty, new Failed(), THROWN);
    Outcomes.stagePasses(null, empty, new Failed(), THROWN);
    assertEquals(List.of("failed", "failed", "failed"), told);
  }

  @Test
  void aStageThatHadAResultIsNotFailed() {
    Outcomes.stageFailed(result, THROWN);
    Outcomes.stageEnded(true, THROWN);
    Outcomes.stageEnded(false, THROWN);
    Outcomes.stageAsked(result);

    assertEquals(List.of("failed", "forgotten"), told);
  }

  @Test
  void ofForkJoinTasksThoseThatStandForFunctionsAreFollowed() {
    Outcomes.forkFailed(ForkJoinTask.adapt(() -> {}), 0, THROWN);
    Outcomes.forkFailed(ForkJoinTask.adapt(() -> {}), -1, THROWN);
    Outcomes.forkFailed(new Forked(), 0, THROWN);

    assertEquals(List.of("failed"), told);
  }

  private static final class Forked extends java.util.concurrent.RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {}
  }

  @Test
  void theAgentsOwnFailuresAreNotKept() {
    boolean before = ThreadContext.current().mute(true);
    try {
      Outcomes.taskFailed(this, 0, THROWN);
    } finally {
      ThreadContext.current().mute(before);
    }

    assertEquals(List.of(), told);
  }

  @Test
  void whatFailsTooOftenIsSwitchedOff() {
    long failures = Bridge.failures();
    breaks = new IllegalArgumentException("ours");
    for (int i = 0; i < Bridge.MAX_FAILURES + 10; i++) {
      Outcomes.taskFailed(this, 0, THROWN);
    }
    assertEquals(Bridge.MAX_FAILURES, Bridge.failures() - failures);
    breaks = null;
    Outcomes.taskFailed(this, 0, THROWN);

    assertEquals(List.of(), told);
  }
}
