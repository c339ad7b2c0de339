package io.weftline.agent.http;

import io.weftline.agent.config.Option;

/** Settings of calls to other services, whatever client makes them. */
final class ClientOptions {
  static final Option<Long> SLOW =
      Option.threshold("slow.client")
          .summary(
              "A call to another service that takes at least this long is slow. 0: every one; off:"
                  + " none.")
          .defaultsTo("1s");

  static final Option<String> LOG =
      Option.choice("http.client.log", "slow", "all", "none")
          .summary(
              "Which calls to other services get a line: slow and failed ones (no answer, or a"
                  + " status from 400 on); all; none.")
          .defaultsTo("slow");

  static final Option<Boolean> PROPAGATE =
      Option.flag("trace.propagate")
          .summary(
              "Calls to other services carry the headers traceparent, tracestate and"
                  + " request.id-header of the request they are made for, unless the application"
                  + " sets its own.")
          .defaultsTo("true");

  private ClientOptions() {}
}
