package io.weftline.agent.instrument.error;

import io.weftline.agent.config.Option;
import java.util.List;

/** Settings of exception events. */
final class ErrorOptions {

  static final Option<Long> STACK_FRAMES =
      Option.integer("errors.stack-frames", 0, 1000)
          .summary("Frames of an exception's stack trace, those of its causes included.")
          .defaultsTo("100");

  static final Option<Long> PER_GROUP =
      Option.integer("errors.per-group", 0, 10000)
          .summary(
              "Exceptions of one group (same type, same place) that are written in full within a"
                  + " minute; the rest is counted in one further line a minute.")
          .defaultsTo("5");

  static final Option<List<String>> IGNORE =
      Option.texts("errors.ignore")
          .summary(
              "Exceptions that are no event: `com.acme.NotFound`, its subclasses too, or"
                  + " `com.acme.NotFound: text` for those whose message contains the text.")
          .defaultsTo("");

  static final Option<List<String>> EXPECTED =
      Option.texts("errors.expected")
          .summary(
              "Exceptions that are written as WARN whatever became of them; as in"
                  + " `errors.ignore`.")
          .defaultsTo("");

  private ErrorOptions() {}
}
