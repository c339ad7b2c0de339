package io.weftline.agent.output;

import io.weftline.agent.event.Group;

/** Who writes: the service, the agent and this run of both. Immutable. */
public final class Identity {
  /** What stands for a service that has no name. */
  private static final String UNKNOWN = "unknown";

  final String serviceName;
  final String serviceVersion;
  final String serviceEnvironment;
  final String agentVersion;
  final String commit;
  final String configHash;
  final String instance;
  final Group resource;

  /**
   * @param serviceVersion or null
   * @param serviceEnvironment or null
   * @param commit or null
   * @param configHash or null
   * @param instance the text of a UUID, new in each run
   * @param resource what OpenTelemetry calls so: host, process, JVM; or null; not changed
   *     afterwards
   */
  public Identity(
      String serviceName,
      String serviceVersion,
      String serviceEnvironment,
      String agentVersion,
      String commit,
      String configHash,
      String instance,
      Group resource) {
    this.serviceName = serviceName == null || serviceName.isEmpty() ? UNKNOWN : serviceName;
    this.serviceVersion = serviceVersion;
    this.serviceEnvironment = serviceEnvironment;
    this.agentVersion = agentVersion;
    this.commit = commit;
    this.configHash = configHash;
    this.instance = instance;
    this.resource = resource;
  }
}
