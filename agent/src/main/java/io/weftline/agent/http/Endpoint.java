package io.weftline.agent.http;

import io.weftline.bootstrap.Series;

/**
 * What requests of one method and route have in common: their series, and the beginning of the
 * messages of their lines. Thread-safe.
 */
final class Endpoint {
  private static final int FIRST_STATUS = 100;
  private static final int STATUSES = 500;

  final String method;
  final String route;
  final String name;
  final Series series;

  /** That of the same route with another method, or null. */
  final Endpoint next;

  /** By status; made at the first request that has it, perhaps by two threads. */
  private final String[] subjects = new String[STATUSES];

  Endpoint(String method, String route, Series series, Endpoint next) {
    this.method = method;
    this.route = route;
    this.series = series;
    this.next = next;
    name = method + " " + route;
  }

  /** {@code GET /orders 200}. */
  String subject(int status) {
    int index = status - FIRST_STATUS;
    if (index < 0 || index >= STATUSES) {
      return name + " " + status;
    }
    String known = subjects[index];
    if (known == null) {
      known = name + " " + status;
      subjects[index] = known;
    }
    return known;
  }
}
