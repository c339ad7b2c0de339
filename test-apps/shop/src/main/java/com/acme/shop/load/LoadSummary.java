package com.acme.shop.load;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came back, as a table. */
record LoadSummary(int planned, List<Outcome> outcomes, Duration time) {

  private static final String ROW = "%-42s %7s %9s %9s  %s%n";

  boolean isComplete() {
    return outcomes.size() == planned;
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(ROW.formatted("endpoint", "count", "median ms", "max ms", "statuses"));
    outcomes.stream()
        .collect(Collectors.groupingBy(Outcome::endpoint, TreeMap::new, Collectors.toList()))
        .forEach((endpoint, ofEndpoint) -> table.append(row(endpoint, ofEndpoint)));
    table.append(
        "%d of %d requests answered in %.1f s%n"
            .formatted(outcomes.size(), planned, time.toMillis() / 1_000.0));
    return table.toString();
  }

  private static String row(String endpoint, List<Outcome> outcomes) {
    List<Long> millis =
        outcomes.stream().map(outcome -> outcome.time().toMillis()).sorted().toList();
    return ROW.formatted(
        endpoint,
        outcomes.size(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() - 1),
        statuses(outcomes));
  }

  private static String statuses(List<Outcome> outcomes) {
    return outcomes.stream()
        .collect(Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(status -> status.getKey() + " x " + status.getValue())
        .collect(Collectors.joining(", "));
  }
}
