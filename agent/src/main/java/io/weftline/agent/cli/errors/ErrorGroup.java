package io.weftline.agent.cli.errors;

import java.util.Arrays;
import java.util.List;

/** What is known of the exceptions of one fingerprint. One thread. */
final class ErrorGroup {
  private static final int MAX_SERVICES = 10;
  private static final int MAX_VERSIONS = 20;
  private static final int MAX_ROUTES = 20;
  private static final int MAX_THREADS = 5;
  private static final long FOLDED_MICROS = 60 * Times.SECOND;
  private static final long MAX_PARTS = 6;
  private static final int MAX_TYPE_CHARS = 200;
  private static final int MAX_TEXT_CHARS = 300;
  private static final List<String> LEVELS =
      Arrays.asList("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  final String fingerprint;
  final Timeline timeline = new Timeline();
  final Users users;
  final Tally services;
  final Tally versions;
  final Tally routes;
  final Tally threads;

  private long count;
  private long handled;
  private long unhandled;
  private boolean seenBefore;
  private long first = Long.MAX_VALUE;
  private long last = Times.NONE;
  private long lastMessage = Times.NONE;
  private String type;
  private String culprit;
  private String message;
  private String level = "";
  private boolean firstSinceStart;

  ErrorGroup(String fingerprint, Room users, Room names) {
    this.fingerprint = fingerprint;
    this.users = new Users(users);
    services = new Tally(names, MAX_SERVICES);
    versions = new Tally(names, MAX_VERSIONS);
    routes = new Tally(names, MAX_ROUTES);
    threads = new Tally(names, MAX_THREADS);
  }

  /** There is one from before the time that is asked about. */
  void seenBefore() {
    seenBefore = true;
  }

  void add(Occurrence one) {
    count = Tally.plus(count, one.count);
    if (one.handled != null && one.handled) {
      handled = Tally.plus(handled, one.count);
    } else if (one.handled != null) {
      unhandled = Tally.plus(unhandled, one.count);
    }
    first = Math.min(first, one.micros);
    // The line of code moves with the releases: the latest is the one to look at.
    if (one.type != null && (type == null || one.micros >= last)) {
      type = Tally.cut(one.type, MAX_TYPE_CHARS);
    }
    if (one.culprit != null && (culprit == null || one.micros >= last)) {
      culprit = Tally.cut(one.culprit, MAX_TEXT_CHARS);
    }
    spread(one);
    last = Math.max(last, one.micros);
    if (one.message != null && one.micros >= lastMessage) {
      lastMessage = one.micros;
      message = Tally.cut(one.message, MAX_TEXT_CHARS);
    }
    if (LEVELS.indexOf(one.level) > LEVELS.indexOf(level)) {
      level = one.level;
    }
    firstSinceStart |= one.isNew;
    if (one.user != null) {
      users.add(one.user);
    }
    services.add(one.service, one.count);
    versions.add(one.version, one.count);
    routes.add(one.route, one.count);
    threads.add(one.thread, one.count);
  }

  /**
   * A line that stands for many comes at most a minute after the first of them, and after all that
   * were written in full.
   */
  private void spread(Occurrence one) {
    long from = Math.max(one.micros - FOLDED_MICROS, Math.min(last, one.micros));
    long parts = Math.min(one.count, MAX_PARTS);
    long share = one.count / parts;
    for (long i = 1; i < parts; i++) {
      timeline.add(from + (one.micros - from) * i / parts, share);
    }
    timeline.add(one.micros, one.count - share * (parts - 1));
  }

  long count() {
    return count;
  }

  long handled() {
    return handled;
  }

  long unhandled() {
    return unhandled;
  }

  /** How many left all that is timed, the rest of their way unseen. */
  long open() {
    return count - handled - unhandled;
  }

  /** Whether there is one from before the time that is asked about. */
  boolean wasSeenBefore() {
    return seenBefore;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** Of the latest that has one, or null. */
  String type() {
    return type;
  }

  /** Of the latest that has one, or null. */
  String culprit() {
    return culprit;
  }

  /** Of the latest that has one, or null. */
  String message() {
    return message;
  }

  /** The worst, or empty. */
  String level() {
    return level;
  }

  boolean hasErrors() {
    return LEVELS.indexOf(level) >= LEVELS.indexOf("ERROR");
  }

  /** Whether one of them was the first of its group since its process had started. */
  boolean firstSinceStart() {
    return firstSinceStart;
  }
}
