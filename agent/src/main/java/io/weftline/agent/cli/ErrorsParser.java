package io.weftline.agent.cli;

import io.weftline.agent.cli.errors.ErrorsRequest;
import io.weftline.agent.cli.errors.Times;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/** Checks what was written after {@code errors}. Stateless. */
final class ErrorsParser {
  private static final int MIN_ID_CHARS = 4;
  private static final int MAX_ID_CHARS = 128;
  private static final int DEFAULT_GROUPS = 20;
  private static final double MILLIS_OF_DAY = 86_400_000;

  private ErrorsParser() {}

  /**
   * The request, or a sentence of what is wrong as the message of the exception.
   *
   * @param now from which durations go back
   */
  static ErrorsRequest parse(ParseResult parsed, Surroundings surroundings, Instant now)
      throws UsageException {
    boolean json = parsed.hasMatchedOption("--json");
    return new ErrorsRequest(
        since(parsed.matchedOptionValue("--since", (String) null), now),
        id(parsed.matchedOptionValue("--id", (String) null)),
        sort(parsed.matchedOptionValue("--sort", "new")),
        groups(parsed.matchedOptionValue("--groups", (String) null), json),
        json,
        TailParser.colour(parsed.matchedOptionValue("--color", "auto"), surroundings),
        "java -jar " + surroundings.jarName());
  }

  private static long since(String text, Instant now) throws UsageException {
    if (text == null) {
      return Times.NONE;
    }
    double millis = text.endsWith("d") ? days(text) : Durations.millis(text);
    if (millis >= 0 && millis < Times.micros(now) / 1000) {
      return Times.micros(now) - (long) (millis * 1000);
    }
    long time = Times.typed(text);
    if (time == Times.NONE) {
      throw new UsageException(
          "--since '"
              + text
              + "': a duration (30m, 24h, 7d) or a time (2026-11-21T03:10, in UTC) is expected");
    }
    return time;
  }

  private static double days(String text) {
    // The same digits that any duration may have.
    return Durations.millis(text.substring(0, text.length() - 1) + "ms") * MILLIS_OF_DAY;
  }

  private static String id(String text) throws UsageException {
    if (text == null) {
      return null;
    }
    String id = text.trim().toLowerCase(Locale.ROOT);
    if (id.length() < MIN_ID_CHARS || id.length() > MAX_ID_CHARS) {
      throw new UsageException(
          "--id '" + text + "': at least " + MIN_ID_CHARS + " characters of an id are expected");
    }
    return id;
  }

  private static ErrorsRequest.Sort sort(String text) throws UsageException {
    for (ErrorsRequest.Sort sort : ErrorsRequest.Sort.values()) {
      if (sort.name().equals(text.toUpperCase(Locale.ROOT))) {
        return sort;
      }
    }
    throw new UsageException("--sort '" + text + "': it is one of new, count, last, first");
  }

  private static int groups(String text, boolean json) throws UsageException {
    if (text == null) {
      return json ? ErrorsRequest.ALL : DEFAULT_GROUPS;
    }
    try {
      int groups = Integer.parseInt(text);
      if (groups > 0) {
        return groups;
      }
    } catch (NumberFormatException e) {
      throw groupsExpected(text);
    }
    throw groupsExpected(text);
  }

  private static UsageException groupsExpected(String text) {
    return new UsageException("-n '" + text + "': a number of groups is expected, as in -n 50");
  }
}
