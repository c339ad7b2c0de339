package io.weftline.bench;

import java.util.List;

/**
 * One line of the table: a work, the agent's options for it, and its budget.
 *
 * @param work what {@link Work} does
 * @param calls how many timed calls one call of the work is
 * @param figure what is compared with the budget
 * @param options of the agent, as in its argument
 * @param lines how many lines each call of the work must write
 * @param must the budget over no agent, in nanoseconds a call; 0 = none
 * @param aim what the machine allows, likewise
 * @param maxBytes what a call may allocate more than without the agent
 */
record Row(
    String name,
    String work,
    int calls,
    Figure figure,
    String options,
    int lines,
    double must,
    double aim,
    double maxBytes) {

  /** What of a measurement counts. */
  enum Figure {
    /** Time on the measuring thread. */
    WALL,
    /** CPU of all threads. */
    CPU
  }

  private static final String METHODS = "methods.include=com.acme.bench.**";

  private static final String COARSE = ";methods.clock=coarse";

  /** Writers must keep up for no line to be missing; the account needs no old files. */
  private static final String COMPLETE = ";output.when-full=wait";

  static final List<Row> ALL =
      List.of(
          new Row("two clock reads", "clock", 1, Figure.WALL, "", 0, 0, 0, 0),
          new Row(
              "fast method, exact",
              "fast",
              1,
              Figure.WALL,
              "methods.include=com.acme.bench.Nested.fast",
              0,
              55,
              47,
              0),
          new Row("ten nested, exact, per call", "nested", 10, Figure.WALL, METHODS, 0, 60, 48, 0),
          new Row(
              "fast method, coarse",
              "fast",
              1,
              Figure.WALL,
              "methods.include=com.acme.bench.Nested.fast" + COARSE,
              0,
              4,
              1.5,
              0),
          new Row(
              "ten nested, coarse, per call",
              "nested",
              10,
              Figure.WALL,
              METHODS + COARSE,
              0,
              4,
              1.5,
              0),
          new Row(
              "ten nested, tree as a line",
              "nested",
              1,
              Figure.CPU,
              METHODS + ";slow.method=0" + COMPLETE,
              1,
              2_500,
              1_500,
              Double.MAX_VALUE),
          new Row("statement", "statement", 1, Figure.WALL, "", 0, 150, 80, 64),
          new Row("statement, HikariCP", "pooled", 1, Figure.WALL, "", 0, 150, 80, 64),
          new Row(
              "statement as a line",
              "statement",
              1,
              Figure.CPU,
              "query.log=all;query.caller=slow" + COMPLETE,
              1,
              1_200,
              600,
              Double.MAX_VALUE),
          new Row(
              "request with a query, as a line",
              "request",
              1,
              Figure.CPU,
              COMPLETE.substring(1),
              1,
              5_000,
              1_500,
              1_024),
          // At 100,000 a second a microsecond each is a tenth of a processor.
          new Row(
              "exception in a storm, out of a method",
              "failing",
              1,
              Figure.CPU,
              "methods.include=com.acme.bench.Failing.place",
              0,
              1_000,
              500,
              Double.MAX_VALUE),
          new Row(
              "exception in a storm, logged",
              "failing-logged",
              1,
              Figure.CPU,
              "",
              0,
              1_000,
              500,
              Double.MAX_VALUE));
}
