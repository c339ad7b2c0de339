package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;

/** What came of a run. The files are read once, when first asked for. Used by one thread. */
final class Result {
  private static final String VOICE = "weftline: ";
  private static final int SHOWN_CHARS = 4000;

  private final AppRun run;
  private final int exitCode;
  private final String out;
  private final String err;
  private final double seconds;
  private Events events;

  Result(AppRun run, int exitCode, String out, String err, double seconds) {
    this.run = run;
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
    this.seconds = seconds;
  }

  int exitCode() {
    return exitCode;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  double seconds() {
    return seconds;
  }

  /** What the agent said on stderr. */
  List<String> said() {
    return err.lines().filter(line -> line.startsWith(VOICE)).collect(Collectors.toList());
  }

  /** What it said, in one line, which must be all. */
  String saidOnce() {
    List<String> said = said();
    if (said.size() != 1) {
      fail("one line of the agent was expected" + describe());
    }
    return said.get(0);
  }

  /** The lines of the main files; every one of them has been held against the contract. */
  Events events() {
    if (events == null) {
      try {
        events = EventFiles.read(run.output(), run.service());
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + describe(), e);
      }
    }
    return events;
  }

  Events events(String kind) {
    return events().of(kind);
  }

  Event stop() {
    return events("agent.stop").last();
  }

  /**
   * The run ended as it should; no hook failed; the agent had nothing to say; from its first line
   * to its last each event was written or is accounted for.
   */
  Result assertHealthy() {
    AppRun.Expectations expected = run.expectations();
    if (exitCode != expected.exitCode) {
      fail("exit code " + exitCode + ", not " + expected.exitCode + describe());
    }
    if (!expected.speaks && !said().isEmpty()) {
      fail("the agent should have nothing to say" + describe());
    }
    try {
      List<Events> processes = events().byProcess();
      if (processes.isEmpty()) {
        fail("no events in " + run.output() + ": " + Project.list(run.output()));
      }
      Account.check(processes.get(processes.size() - 1), expected);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + describe(), e);
    }
    return this;
  }

  /** The application printed and returned what it does without the agent, to the last byte. */
  Result assertSameOutputAsWithout() {
    return assertSameOutputAs(run.without());
  }

  /** The same, where the run without the agent is another one's. */
  Result assertSameOutputAs(Result without) {
    String errOfProgram =
        run.expectations().speaks
            ? err.lines()
                .filter(line -> !line.startsWith(VOICE))
                .map(line -> line + "\n")
                .collect(Collectors.joining())
            : err;
    String where = describe();
    assertEquals(without.out, out, () -> "stdout is not as without the agent" + where);
    assertEquals(without.err, errOfProgram, () -> "stderr is not as without the agent" + where);
    assertEquals(without.exitCode, exitCode, () -> "exit code is not as without the agent" + where);
    return this;
  }

  /** The command, where it ran and what it printed, to be put at the end of a message. */
  String describe() {
    return "\n"
        + run.describe()
        + "\nexit code "
        + exitCode
        + "\nstdout: "
        + shortened(out)
        + "\nstderr: "
        + shortened(err);
  }

  private static String shortened(String text) {
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + " ..." : text;
  }

  @Override
  public String toString() {
    return describe();
  }
}
