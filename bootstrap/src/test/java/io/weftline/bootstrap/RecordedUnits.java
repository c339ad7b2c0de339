package io.weftline.bootstrap;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame.Throwables;
import io.weftline.bootstrap.OpenResults.Cursor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The agent's end of the bridge, for tests: remembers what reached it. Connecting one takes the
 * place of whatever an earlier test left in the bridge.
 */
final class RecordedUnits extends Bridge.Units {
  /** A call that was worth a line. */
  record Ended(Operation method, int depth, long durationNanos, Throwable thrown) {}

  /** A unit in which throwables were seen. */
  record Failed(List<Throwable> seen, List<Operation> leftFirst, Throwable leaving) {}

  /** A unit that saw too many throwables. */
  record Full(List<Throwable> seen, List<Operation> leftFirst, Throwable inFlight) {}

  final List<Ended> ended = Collections.synchronizedList(new ArrayList<>());
  final List<Failed> failed = Collections.synchronizedList(new ArrayList<>());
  final List<Full> full = Collections.synchronizedList(new ArrayList<>());
  final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());

  /** Looks at the tree while it is there; called after what was remembered. */
  Consumer<Frame> onEnd = frame -> {};

  Consumer<ThreadContext> onResultsLeftOpen = RecordedUnits::closeAll;
  Runnable onFailed = () -> {};
  Runnable onFull = () -> {};
  int ends;

  static RecordedUnits connect() {
    set("units", null);
    set("methods", new Operation[0]);
    set("hooks", new Hook[1]);
    set("hookFailures", new int[1]);
    RecordedUnits units = new RecordedUnits();
    if (!Bridge.connect(units)) {
      throw new AssertionError("the bridge was taken");
    }
    return units;
  }

  private static void set(String name, Object value) {
    try {
      Field field = Bridge.class.getDeclaredField(name);
      field.setAccessible(true);
      field.set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void closeAll(ThreadContext context) {
    for (int i = 0; i < OpenResults.MAX; i++) {
      Cursor cursor = context.results.slot(i);
      if (cursor != null && cursor.isInUnit()) {
        context.results.close(cursor);
      }
    }
  }

  /** Throws whatever it is given, checked or not. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown) {
    ended.add(new Ended(method, frame.depth, endNanos - frame.startNanos, thrown));
    onEnd.accept(frame);
  }

  @Override
  public void unitFailed(ThreadContext context, Throwable leaving) {
    failed.add(new Failed(seen(context.throwables), leftFirst(context.throwables), leaving));
    onFailed.run();
  }

  @Override
  public void throwablesFull(ThreadContext context, Throwable inFlight) {
    full.add(new Full(seen(context.throwables), leftFirst(context.throwables), inFlight));
    onFull.run();
  }

  static List<Throwable> seen(Throwables throwables) {
    List<Throwable> seen = new ArrayList<>();
    for (int i = 0; i < throwables.count(); i++) {
      seen.add(throwables.get(i));
    }
    return seen;
  }

  private static List<Operation> leftFirst(Throwables throwables) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < throwables.count(); i++) {
      operations.add(throwables.leftFirst(i));
    }
    return operations;
  }

  @Override
  public void resultsLeftOpen(ThreadContext context) {
    onResultsLeftOpen.accept(context);
  }

  @Override
  public void uncaught(Thread thread, Throwable thrown) {
    uncaught.add(thrown);
  }

  @Override
  public void end() {
    ends++;
  }
}
