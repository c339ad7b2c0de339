package io.weftline.agent.instrument.mdc;

import io.weftline.agent.config.Option;

/** Whether the application's logs get the ids. */
final class MdcOptions {
  static final Option<Boolean> MDC =
      Option.flag("log.mdc")
          .summary(
              "Puts request_id, trace_id and span_id into the MDC of Logback and Log4j 2, so that"
                  + " patterns can print them: %X{request_id}.")
          .defaultsTo("true");

  private MdcOptions() {}
}
