package io.weftline.agent;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.KnownOptions;
import io.weftline.agent.config.Option;
import io.weftline.agent.config.Problem;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.MetricsOptions;
import io.weftline.agent.output.ConsoleFormat;
import io.weftline.agent.output.Identity;
import io.weftline.agent.output.Output;
import io.weftline.agent.output.OutputSettings;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.agent.trace.ApplicationPackages;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.CrumbSink;
import io.weftline.agent.trace.Ends;
import io.weftline.agent.trace.Failures;
import io.weftline.agent.trace.LogRecords;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.JdkInternals;
import io.weftline.agent.weave.Linker;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.SkipLog;
import io.weftline.agent.weave.Transformer;
import io.weftline.bootstrap.Bridge;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The composition root: from the agent's argument to a woven application. Everything is built here,
 * through constructors, on the thread of {@code premain}; what runs afterwards is {@link
 * Session}'s.
 */
public final class Agent implements Consumer<Object[]> {

  /**
   * Starts the agent.
   *
   * @param start the agent's argument or null, the {@link Instrumentation}, the agent's jar, and
   *     whether it had to be appended to the boot search
   */
  @Override
  public void accept(Object[] start) {
    Application application = Application.detect(System.getProperties(), System.getenv());
    if (!application.isTool()) {
      start(
          application,
          (String) start[0],
          (Instrumentation) start[1],
          (File) start[2],
          (Boolean) start[3]);
    }
  }

  private static void start(
      Application application, String argument, Instrumentation jvm, File jar, boolean appended) {
    ClassLoader loader = Agent.class.getClassLoader();
    List<Option<?>> known = KnownOptions.load(loader);
    Config config =
        Config.load(
            argument,
            jar.getAbsoluteFile().getParentFile(),
            new File("").getAbsoluteFile(),
            System.getProperties(),
            System.getenv(),
            known);
    for (Problem problem : config.problems()) {
      System.err.println(problem);
    }
    if (!config.get(AgentOptions.ENABLED)) {
      return;
    }
    Failures failures = new Failures();
    Ends ends = new Ends(failures);
    if (!Bridge.connect(ends)) {
      System.err.println(
          "weftline: another Weftline is in this process already, this one stands down: give the"
              + " agent once");
      return;
    }
    build(application, config, known, ends, failures, jvm, appended);
  }

  private static void build(
      Application application,
      Config config,
      List<Option<?>> known,
      Ends ends,
      Failures failures,
      Instrumentation jvm,
      boolean appended) {
    String instance = RunId.make();
    String service = orElse(config.get(AgentOptions.SERVICE_NAME), application.name());
    OutputSettings settings = OutputSettings.of(config);
    Output output =
        new Output(
            settings,
            identity(application, config, service, instance),
            settings.console() ? new ConsoleFormat(settings) : null);
    SkipLog skips = new SkipLog();
    CoarseClock clock = new CoarseClock();
    AgentEvents events = new AgentEvents(output, skips, clock);
    output.warnings(events);
    events.started(
        config,
        service,
        instance,
        appended ? "appended to the boot class path, since the jar was renamed" : "manifest");
    for (Problem problem : config.problems()) {
      events.warn("config." + problem.key(), problem.toString());
    }
    skips.tell(events);
    Metrics metrics =
        new Metrics(output, events, config.get(MetricsOptions.INTERVAL), System.nanoTime());
    Sweeps sweeps = new Sweeps();
    sweeps.add(clock);
    ApplicationFrames frames = frames(application, config);
    Callers callers = new Callers(frames);
    sweeps.add(callers);
    Marks marks = new Marks();
    JdkClasses jdk = new JdkClasses();
    Linker linker = new Linker(Agent.class.getClassLoader(), skips);
    Bridge.link(linker);
    ServiceRegistry services =
        new ServiceRegistry()
            .add(Config.class, config)
            .add(EventSink.class, new CrumbSink(output))
            .add(Warnings.class, events)
            .add(Ends.class, ends)
            .add(Failures.class, failures)
            .add(LogRecords.class, new LogRecords(failures))
            .add(Sweeps.class, sweeps)
            .add(CoarseClock.class, clock)
            .add(Metrics.class, metrics)
            .add(Marks.class, marks)
            .add(JdkClasses.class, jdk)
            .add(JdkInternals.class, new JdkInternals(jvm))
            .add(Linker.class, linker)
            .add(ApplicationFrames.class, frames)
            .add(Callers.class, callers);
    services.madeBy(new LaterServices(config, services, output, events, metrics, clock, sweeps));
    Session session =
        new Session(
            output, events, metrics, config.get(MetricsOptions.INTERVAL), sweeps, skips, jvm);
    Transformer transformer =
        new Transformer(instrumentations(config, known, services), marks, jdk, skips, session);
    session.weavesWith(transformer);
    ends.end(session.end());
    jvm.addTransformer(transformer, true);
    String gap = transformer.weaveJdk(jvm);
    if (gap != null) {
      events.warn(
          "weave.jdk",
          "uncaught exceptions are not seen, and the end is taken from a shutdown hook: " + gap);
      Runtime.getRuntime().addShutdownHook(new Thread(session.end(), "weftline-end"));
    }
    transformer.premainReturned();
  }

  private static List<io.weftline.agent.weave.Instrumentation> instrumentations(
      Config config, List<Option<?>> known, ServiceRegistry services) {
    List<io.weftline.agent.weave.Instrumentation> all =
        new ArrayList<io.weftline.agent.weave.Instrumentation>();
    for (String className : KnownOptions.instrumentations(Agent.class.getClassLoader())) {
      String name = KnownOptions.instrumentationOf(className);
      if (config.get(KnownOptions.instrument(known, name))) {
        io.weftline.agent.weave.Instrumentation each = make(className);
        each.install(services);
        all.add(each);
      }
    }
    return all;
  }

  private static io.weftline.agent.weave.Instrumentation make(String className) {
    try {
      return (io.weftline.agent.weave.Instrumentation)
          Class.forName(className).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not an instrumentation: " + className, e);
    }
  }

  private static ApplicationFrames frames(Application application, Config config) {
    List<String> named = config.get(AgentOptions.APP_PACKAGES);
    return named.isEmpty()
        ? new ApplicationPackages(application.packages(), false)
        : new ApplicationPackages(named, true);
  }

  private static Identity identity(
      Application application, Config config, String service, String instance) {
    Map<String, String> environment = System.getenv();
    Group resource =
        new Group()
            .put("host", group("name", Application.hostName(environment)))
            .put(
                "os",
                new Group()
                    .put("type", System.getProperty("os.name"))
                    .put("version", System.getProperty("os.version")))
            .put(
                "process",
                new Group()
                    .put("pid", Application.processId())
                    .put(
                        "runtime",
                        new Group()
                            .put("name", System.getProperty("java.runtime.name"))
                            .put("version", System.getProperty("java.runtime.version"))));
    return new Identity(
        service,
        orElse(config.get(AgentOptions.SERVICE_VERSION), application.version()),
        orElse(config.get(AgentOptions.SERVICE_ENVIRONMENT), null),
        Build.version(),
        Build.commit(),
        config.hash(),
        instance,
        resource);
  }

  private static Group group(String name, Object value) {
    return value == null ? null : new Group().put(name, value);
  }

  private static String orElse(String value, String other) {
    return value == null || value.isEmpty() ? other : value;
  }
}
