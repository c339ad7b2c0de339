package io.weftline.agent.instrument.error;

import io.weftline.agent.config.Config;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.sql.DriverText;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.Failures;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkInternals;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import java.util.function.Supplier;

/**
 * Hears of what leaves units of work, from the methods that are timed, and of what nobody catches,
 * from the JDK's own method that is always woven. It weaves nothing itself.
 */
public final class ErrorInstrumentation extends Instrumentation {

  @Override
  public void install(Services services) {
    ErrorEvents errors =
        new ErrorEvents(
            ErrorSettings.of(services.get(Config.class)),
            services.get(EventSink.class),
            services.get(ApplicationFrames.class),
            new DriverMessages(),
            services
                .get(Metrics.class)
                .add(SeriesFamily.ofCounts(Kinds.METRICS_ERROR, "weftline.metrics")),
            new OpenedBacktraces(services.get(JdkInternals.class)),
            new NanoClock());
    services.get(Failures.class).listen(errors);
    services.get(Sweeps.class).add(errors);
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return false;
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    // Nothing is woven for errors alone.
  }

  private static final class NanoClock implements ErrorEvents.Clock {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }

  private static final class OpenedBacktraces implements Supplier<Backtraces> {
    private final JdkInternals internals;

    OpenedBacktraces(JdkInternals internals) {
      this.internals = internals;
    }

    @Override
    public Backtraces get() {
      return internals.open("java.lang") ? Backtraces.make() : null;
    }
  }

  private static final class DriverMessages implements MessageCleaner {
    @Override
    public String clean(String message, int maxChars) {
      return DriverText.clean(message, maxChars);
    }
  }
}
