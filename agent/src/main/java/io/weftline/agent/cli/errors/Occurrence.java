package io.weftline.agent.cli.errors;

import io.weftline.agent.console.EventLine;

/** What a line of kind {@code exception} says, as far as it is counted. Made for one line. */
final class Occurrence {
  private static final int MAX_FINGERPRINT_CHARS = 64;
  private static final double MAX_COUNT = 1e12;
  private static final double MAX_SEQ = 1L << 53;

  final long micros;
  final String level;
  final String service;
  final String version;
  final String user;
  final String thread;
  final String id;
  final String fingerprint;
  final String type;
  final String message;
  final String culprit;
  final String route;

  /** Null if it is not known what became of it. */
  final Boolean handled;

  final boolean isNew;
  final boolean hasStack;

  /** How many it stands for. */
  final long count;

  /** -1 if there is none. */
  final long seq;

  /**
   * @param micros when it was written
   */
  Occurrence(EventLine line, long micros) {
    this.micros = micros;
    level = line.text("level");
    service = line.text("service.name");
    version = line.text("service.version");
    user = line.text("user_id");
    thread = line.text("thread.name");
    id = line.text("error.id");
    fingerprint = line.text("error.fingerprint");
    type = line.text("error.type");
    // Of a line that stands for many the event's message says how many, and nothing else.
    message = line.text("error.message");
    culprit = line.text("error.culprit");
    route = route(line);
    String verdict = line.text("error.handled");
    handled = verdict == null ? null : Boolean.valueOf(verdict);
    isNew = line.flag("error.new");
    hasStack = line.text("error.stack_trace") != null;
    double number = line.number("error.count");
    count = number >= 1 && number <= MAX_COUNT ? (long) number : 1;
    double position = line.number("seq");
    seq = position >= 1 && position <= MAX_SEQ ? (long) position : -1;
  }

  private static String route(EventLine line) {
    String method = line.text("http.request.method");
    String route = line.text("http.route");
    return method == null || route == null ? route : method + ' ' + route;
  }

  /** Whether it has what is needed to count it. */
  boolean isUsable() {
    return fingerprint != null
        && !fingerprint.isEmpty()
        && fingerprint.length() <= MAX_FINGERPRINT_CHARS;
  }

  boolean isError() {
    return "ERROR".equals(level) || "FATAL".equals(level);
  }
}
