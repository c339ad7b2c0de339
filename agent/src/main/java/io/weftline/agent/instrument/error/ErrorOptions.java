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

  static final Option<List<String>> NEVER_FOLD =
      Option.texts("errors.never-fold")
          .summary(
              "Exceptions of which every one is written in full, however many; as in"
                  + " `errors.ignore`.")
          .defaultsTo("");

  static final Option<Boolean> FOLD_LIBRARIES =
      Option.flag("errors.fold-libraries")
          .summary(
              "In stack traces, frames of libraries that follow each other are one line, but for"
                  + " the first ones and those that the application called.")
          .defaultsTo("true");

  static final Option<List<String>> IGNORE =
      Option.texts("errors.ignore")
          .summary(
              "Exceptions that are no event: `com.acme.NotFound`, its subclasses too, or"
                  + " `com.acme.NotFound: text` for those whose message contains the text.")
          .defaultsTo("");

  static final Option<List<String>> EXPECTED =
      Option.texts("errors.expected")
          .summary(
              "Exceptions that are counted and written, but as WARN at most, whatever became of"
                  + " them; as in `errors.ignore`.")
          .defaultsTo("");

  private ErrorOptions() {}
}
