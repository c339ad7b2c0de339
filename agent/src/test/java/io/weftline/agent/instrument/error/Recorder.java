package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.StackText;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.trace.FailedCalls;
import io.weftline.agent.trace.ThreadLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A sink that remembers, a clock that stands still, and the errors that use both. Thread-safe. */
final class Recorder implements EventSink {
  static final long MILLI = 1_000_000L;
  static final ThreadLabel WORKER = new ThreadLabel("worker", 7, false);

  final AtomicLong suppressed = new AtomicLong();
  final AtomicLong nowNanos = new AtomicLong(-5 * MILLI);
  volatile boolean refuses;
  ErrorEvents errors;

  final SeriesFamily family = SeriesFamily.ofCounts("metrics.error", "weftline.metrics");

  private final List<Event> events = new ArrayList<>();

  private Recorder() {}

  static ErrorSettings settings(
      int stackFrames, long perGroup, List<String> ignore, List<String> expect) {
    return new ErrorSettings(stackFrames, perGroup, ignore, expect, List.of(), true, List.of());
  }

  static Recorder with(int stackFrames, long perGroup, List<String> ignore, List<String> expect) {
    return with(settings(stackFrames, perGroup, ignore, expect));
  }

  static Recorder with(ErrorSettings settings) {
    Recorder recorder = new Recorder();
    recorder.errors =
        new ErrorEvents(
            settings,
            recorder,
            name -> isTest(name) || isAcme(name),
            (message, maxChars) -> {
              String clean = "clean(" + message.replaceAll("'[^']*'", "?") + ")";
              return clean.substring(0, Math.min(maxChars, clean.length()));
            },
            recorder.family,
            () -> null,
            recorder.nowNanos::get);
    return recorder;
  }

  static Recorder plain() {
    return with(100, 5, List.of(), List.of());
  }

  private static boolean isTest(String name) {
    return name.startsWith("io.weftline.agent.instrument.error.")
        && !name.equals(ErrorEvents.class.getName());
  }

  private static boolean isAcme(String name) {
    return name.startsWith("com.acme.");
  }

  @Override
  public synchronized boolean offer(Event event) {
    if (!refuses) {
      events.add(event);
    }
    return !refuses;
  }

  @Override
  public void suppressed(long count) {
    suppressed.addAndGet(count);
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  Event only() {
    List<Event> all = events();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " events");
    }
    return all.get(0);
  }

  void handled(Throwable... seen) {
    unit(null, seen);
  }

  void left(Throwable leaving) {
    unit(leaving, leaving);
  }

  void unit(Throwable leaving, Throwable... seen) {
    unit(nowNanos(), leaving, seen);
  }

  /** The end of a unit that began before the last one ended, as those of coarse calls do. */
  void around(long agoMillis, Throwable leaving) {
    unit(nowNanos() - agoMillis * MILLI, leaving, leaving);
  }

  private void unit(long beganNanos, Throwable leaving, Throwable... seen) {
    String[] operations = new String[seen.length];
    for (int i = 0; i < seen.length; i++) {
      operations[i] = "com.acme.Order.step" + i;
    }
    errors.unitEnded(new FailedCalls(seen, operations, beganNanos, WORKER, null), leaving);
  }

  long nowNanos() {
    return nowNanos.get();
  }

  void uncaught(Throwable thrown) {
    errors.uncaught(thrown, WORKER);
  }

  void after(long millis) {
    nowNanos.addAndGet(millis * MILLI);
    errors.turn();
  }

  long occurrences() {
    return events().stream().mapToLong(Recorder::count).sum();
  }

  static long count(Event event) {
    Object count = get(event, Fields.ERROR_COUNT);
    return count == null ? 1 : (Long) count;
  }

  /** Text, object, long or boolean; null if absent. */
  static Object get(Event event, Field field) {
    for (int i = 0; i < event.size(); i++) {
      if (event.field(i) == field) {
        switch (field.type()) {
          case TEXT:
          case OBJECT:
            return event.object(i);
          case FLAG:
            return event.number(i) != 0;
          default:
            return event.number(i);
        }
      }
    }
    return null;
  }

  static List<String> stack(Event event) {
    StackText text = (StackText) get(event, Fields.ERROR_STACK);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      lines.add(text.line(i));
    }
    return lines;
  }

  static StackTraceElement frame(String className, String method, int line) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return new StackTraceElement(className, method, simple + ".java", line);
  }

  static <T extends Throwable> T at(T throwable, StackTraceElement... frames) {
    throwable.setStackTrace(frames);
    return throwable;
  }
}
