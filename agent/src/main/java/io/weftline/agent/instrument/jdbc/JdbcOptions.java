package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.config.Option;

/** Settings of the JDBC instrumentation. */
final class JdbcOptions {
  static final Option<Long> SLOW =
      Option.threshold("slow.query")
          .summary(
              "A statement that takes at least this long, executing and fetching, is slow. 0: every"
                  + " one; off: none.")
          .defaultsTo("500ms");

  static final Option<Long> IDLE =
      Option.threshold("slow.transaction-idle")
          .summary(
              "A transaction that was open for at least this long without a statement in hand has"
                  + " its COMMIT or ROLLBACK written, which says what the application did meanwhile."
                  + " off: none.")
          .defaultsTo("1s");

  static final Option<String> LOG =
      Option.choice("query.log", "slow", "all", "none")
          .summary("Which statements get a line: slow and failed ones; all; none.")
          .defaultsTo("slow");

  static final Option<String> CALLER =
      Option.choice("query.caller", "all", "slow", "none")
          .summary(
              "For which lines the line of the application that executed the statement is found:"
                  + " all that are written; slow and failed ones; none.")
          .defaultsTo("all");

  static final Option<String> PARAMETERS =
      Option.choice("query.parameters", "off", "slow", "all")
          .summary(
              "Whether the values that are bound to a statement are written: never; where it was"
                  + " slow or failed; on each line. What is a secret by its column or its look is"
                  + " withheld, streams and binaries are written as their sizes, of batches the"
                  + " first values.")
          .defaultsTo("off");

  static final Option<Long> MAX_LENGTH =
      Option.integer("query.max-length", 64, 65_536)
          .summary("Characters of a statement's text that are read and written at most.")
          .defaultsTo("4000");

  private JdbcOptions() {}
}
