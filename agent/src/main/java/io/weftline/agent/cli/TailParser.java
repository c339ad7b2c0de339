package io.weftline.agent.cli;

import io.weftline.agent.event.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Checks what was written after {@code tail}. Stateless. */
final class TailParser {
  private static final int DEFAULT_FOLLOW_LINES = 10;

  /** Every kind that the contract has, to tell a misspelt one. */
  private static final List<String> KINDS =
      Collections.unmodifiableList(
          Arrays.asList(
              "http.server.request",
              "job.run",
              "method.call",
              "db.query",
              "db.n_plus_one",
              "db.pool.wait",
              "db.connection.leak",
              "http.client.request",
              "exception",
              "log",
              "websocket.open",
              "websocket.message",
              "websocket.close",
              "websocket.error",
              "security.login",
              "security.logout",
              "security.access_denied",
              "security.session_created",
              "security.session_expired",
              "metrics.endpoint",
              "metrics.query",
              "metrics.method",
              "metrics.client",
              "metrics.user",
              "metrics.error",
              "metrics.jvm",
              "metrics.pool",
              "alert",
              "agent.file",
              "agent.start",
              "agent.config",
              "agent.attach",
              "agent.detach",
              "agent.warning",
              "agent.stop",
              "agent.stats"));

  private TailParser() {}

  /** The request, or a sentence of what is wrong as the message of the exception. */
  static TailRequest parse(ParseResult parsed, Surroundings surroundings, Stderr stderr)
      throws UsageException {
    boolean follow = parsed.hasMatchedOption("--follow");
    EventFilter filter =
        new EventFilter(
            kinds(parsed.matchedOptionValue("--kind", (String) null), stderr),
            level(parsed.matchedOptionValue("--level", (String) null)),
            slow(parsed.matchedOptionValue("--slow", (String) null)),
            parsed.matchedOptionValue("--id", (String) null));
    return new TailRequest(
        parsed.matchedPositionalValue(0, Collections.<String>emptyList()),
        follow,
        parsed.hasMatchedOption("--json"),
        parsed.hasMatchedOption("--tree"),
        parsed.hasMatchedOption("--local"),
        colour(parsed.matchedOptionValue("--color", "auto"), surroundings),
        lines(parsed.matchedOptionValue("--lines", (String) null), follow),
        filter);
  }

  private static List<String> kinds(String text, Stderr stderr) {
    List<String> kinds = new ArrayList<String>();
    if (text == null) {
      return kinds;
    }
    for (String part : text.split(",")) {
      String kind = part.trim();
      while (kind.endsWith(".") || kind.endsWith("*")) {
        kind = kind.substring(0, kind.length() - 1);
      }
      if (!kind.isEmpty()) {
        kinds.add(kind);
        // A newer version may have written kinds that this one does not know: not an error.
        if (!isKnown(kind)) {
          stderr.say(
              "no kind of event is called '" + kind + "'" + Nearest.hint(kind, kindsAndGroups()));
        }
      }
    }
    return kinds;
  }

  private static List<String> kindsAndGroups() {
    List<String> names = new ArrayList<String>();
    for (String kind : KINDS) {
      for (int dot = kind.indexOf('.'); dot > 0; dot = kind.indexOf('.', dot + 1)) {
        names.add(kind.substring(0, dot));
      }
      names.add(kind);
    }
    return names;
  }

  private static boolean isKnown(String wanted) {
    for (String kind : KINDS) {
      if (EventFilter.isWithin(kind, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static Level level(String text) throws UsageException {
    if (text == null) {
      return null;
    }
    Level level = EventFilter.levelOf(text);
    if (level == null) {
      throw new UsageException(
          "--level '" + text + "': it is one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL");
    }
    return level;
  }

  private static double slow(String text) throws UsageException {
    if (text == null) {
      return Double.NaN;
    }
    if (text.isEmpty()) {
      return EventFilter.MARKED;
    }
    double millis = Durations.millis(text);
    if (Double.isNaN(millis)) {
      throw new UsageException(
          "--slow '" + text + "': a duration has a unit (ns, us, ms, s, m, h), as in 300ms or 2s");
    }
    return millis;
  }

  private static int lines(String text, boolean follow) throws UsageException {
    if (text == null) {
      return follow ? DEFAULT_FOLLOW_LINES : TailRequest.ALL;
    }
    try {
      int lines = Integer.parseInt(text);
      if (lines >= 0) {
        return lines;
      }
    } catch (NumberFormatException e) {
      throw linesExpected(text);
    }
    throw linesExpected(text);
  }

  private static UsageException linesExpected(String text) {
    return new UsageException("-n '" + text + "': a number of lines is expected, as in -n 20");
  }

  static boolean colour(String text, Surroundings surroundings) throws UsageException {
    if (text.equals("always")) {
      return true;
    }
    if (!text.equals("auto") && !text.equals("never")) {
      throw new UsageException("--color '" + text + "': it is one of auto, always, never");
    }
    return text.equals("auto") && surroundings.wantsColour();
  }
}
