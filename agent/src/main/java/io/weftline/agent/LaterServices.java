package io.weftline.agent;

import io.weftline.agent.config.Config;
import io.weftline.agent.http.ClientCalls;
import io.weftline.agent.http.ServerRequests;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.output.Output;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.trace.TraceOptions;
import io.weftline.agent.trace.Works;

/**
 * Makes what follows requests and jobs, when the first class that makes some is woven: most
 * programs have none.
 */
final class LaterServices implements ServiceRegistry.Maker {
  private final Config config;
  private final ServiceRegistry services;
  private final Output output;
  private final AgentEvents events;
  private final Metrics metrics;
  private final CoarseClock clock;
  private final Sweeps sweeps;

  LaterServices(
      Config config,
      ServiceRegistry services,
      Output output,
      AgentEvents events,
      Metrics metrics,
      CoarseClock clock,
      Sweeps sweeps) {
    this.config = config;
    this.services = services;
    this.output = output;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
    this.sweeps = sweeps;
  }

  @Override
  public Object make(Class<?> type) {
    if (type == Works.class) {
      return new Works(
          output,
          clock,
          sweeps,
          events,
          config.get(AgentOptions.SAMPLE_INTERVAL),
          config.get(TraceOptions.N_PLUS_ONE));
    }
    if (type == ServerRequests.class) {
      return new ServerRequests(config, services.get(Works.class), output, metrics, events);
    }
    if (type == ClientCalls.class) {
      return new ClientCalls(config, services.get(Works.class), output, metrics);
    }
    return null;
  }
}
