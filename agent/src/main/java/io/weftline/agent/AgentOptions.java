package io.weftline.agent;

import io.weftline.agent.config.Option;
import java.util.List;

/** Settings of the agent as a whole, and of what it calls the service. */
final class AgentOptions {
  static final Option<Boolean> ENABLED =
      Option.flag("enabled").summary("false: the agent does nothing at all.").defaultsTo("true");

  static final Option<String> SERVICE_NAME =
      Option.text("service.name")
          .summary(
              "What the service is called in every event and in the names of files. Empty:"
                  + " OTEL_SERVICE_NAME, spring.application.name, the jar or the main class.")
          .defaultsTo("");

  static final Option<String> SERVICE_VERSION =
      Option.text("service.version")
          .summary("The version of the service. Empty: Implementation-Version of its jar.")
          .defaultsTo("");

  static final Option<String> SERVICE_ENVIRONMENT =
      Option.text("service.environment")
          .summary("Where it runs: production, staging, ...")
          .defaultsTo("");

  static final Option<List<String>> APP_PACKAGES =
      Option.texts("app.packages")
          .summary(
              "Packages whose classes are the application's own, as opposed to libraries: they are"
                  + " named as callers and culprits. Empty: the package of the main class.")
          .defaultsTo("");

  static final Option<Long> SAMPLE_INTERVAL =
      Option.duration("slow.sample-interval", "10ms", "10s")
          .summary("How often the stack is taken of what is slow and still running.")
          .defaultsTo("50ms");

  private AgentOptions() {}
}
