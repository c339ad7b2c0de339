package io.weftline.agent;

import io.weftline.agent.config.Config;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.Ends;
import io.weftline.agent.trace.Failures;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.SkipLog;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The agent around an instrumentation that is tested alone: remembers events and warnings, and
 * takes the bridge from whoever had it in an earlier test.
 */
public final class TestServices implements Services, EventSink, Warnings {
  public final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  public final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  public final Failures failures = new Failures();
  public final Ends ends = new Ends(failures);
  public final LogRecords logRecords = new LogRecords(failures);
  public final Sweeps sweeps = new Sweeps();
  public final CoarseClock clock = new CoarseClock();
  public final Metrics metrics = new Metrics(this, this, 3_600_000_000_000L, System.nanoTime());
  private final Config config;
  public final Marks marks = new Marks();
  public final JdkClasses jdk = new JdkClasses();
  public final SkipLog skips = new SkipLog();
  public final Linker linker = new Linker(TestServices.class.getClassLoader(), skips);
  private final ApplicationFrames frames;
  private final Callers callers;

  /**
   * @param applicationPrefix what the names of the application's own classes begin with
   */
  public TestServices(Config config, String applicationPrefix) {
    this.config = config;
    frames = name -> name.startsWith(applicationPrefix);
    callers = new Callers(frames);
    set("units", null);
    set("methods", new Operation[0]);
    set("hooks", new Hook[1]);
    set("hookFailures", new int[1]);
    Bridge.connect(ends);
    Bridge.link(linker);
  }

  private static void set(String name, Object value) {
    try {
      var field = Bridge.class.getDeclaredField(name);
      field.setAccessible(true);
      field.set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public <T> T get(Class<T> type) {
    Object[] all = {
      config,
      ends,
      failures,
      logRecords,
      sweeps,
      clock,
      metrics,
      marks,
      jdk,
      linker,
      frames,
      callers,
      this
    };
    for (Object each : all) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    throw new IllegalStateException(type.getName());
  }

  @Override
  public <T> void whenMade(Class<T> type, Consumer<? super T> action) {
    // Nothing is made later.
  }

  @Override
  public boolean offer(Event event) {
    return events.add(event);
  }

  @Override
  public void suppressed(long count) {
    throw new AssertionError("nothing is suppressed here");
  }

  @Override
  public void warn(String topic, String message) {
    warnings.add(topic + ": " + message);
  }

  /** What is there since the last time. */
  public List<Event> take() {
    synchronized (events) {
      List<Event> taken = new ArrayList<>(events);
      events.clear();
      return taken;
    }
  }

  /** The only one since the last time. */
  public Event only() {
    List<Event> taken = take();
    if (taken.size() != 1) {
      throw new AssertionError(taken.size() + " events");
    }
    return taken.get(0);
  }

  /** The value of a field: text or object, or the number; null if it is not there. */
  public static Object value(Event event, Field field) {
    for (int i = 0; i < event.size(); i++) {
      if (event.field(i) == field) {
        boolean object = field.type() == Field.Type.TEXT || field.type() == Field.Type.OBJECT;
        return object ? event.object(i) : (Object) event.number(i);
      }
    }
    return null;
  }
}
