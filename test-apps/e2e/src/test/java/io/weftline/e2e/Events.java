package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines in the order in which they were written. Immutable. */
final class Events implements Iterable<Event> {
  private final String what;
  private final List<Event> events;

  Events(String what, List<Event> events) {
    this.what = what;
    this.events = List.copyOf(events);
  }

  Events of(String kind) {
    return matching(kind, event -> event.kind().equals(kind));
  }

  /** Those whose kind begins so: {@code agent.}. */
  Events below(String prefix) {
    return matching(prefix + "*", event -> event.kind().startsWith(prefix));
  }

  /** Those that have this at a path. */
  Events where(String path, Object value) {
    return matching(
        path + "=" + value,
        event -> event.has(path) && event.at(path).asText().equals(String.valueOf(value)));
  }

  Events matching(String description, Predicate<Event> condition) {
    return new Events(
        what + ", " + description, events.stream().filter(condition).collect(Collectors.toList()));
  }

  /** Without the early ones of what was still running. */
  Events ended() {
    return matching("ended", event -> !event.has("still_running"));
  }

  /** The one there is. */
  Event only() {
    if (events.size() != 1) {
      fail("one event was expected of " + this);
    }
    return events.get(0);
  }

  Event first() {
    if (events.isEmpty()) {
      fail("an event was expected of " + this);
    }
    return events.get(0);
  }

  Event last() {
    if (events.isEmpty()) {
      fail("an event was expected of " + this);
    }
    return events.get(events.size() - 1);
  }

  int size() {
    return events.size();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  List<String> texts(String path) {
    return events.stream().map(event -> event.text(path)).collect(Collectors.toList());
  }

  /** How many events there are of each text at a path. */
  Map<String, Long> countsBy(String path) {
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event -> event.at(path).asText("none"), TreeMap::new, Collectors.counting()));
  }

  long sum(String path) {
    return events.stream().mapToLong(event -> event.integer(path)).sum();
  }

  /** How often each method was called, by what the metrics say, over all intervals. */
  Map<String, Long> methodCounts() {
    return sums("metrics.method", "code.function.name", "stats.count");
  }

  /** Sums over the lines of a kind. */
  Map<String, Long> sums(String kind, String key, String value) {
    Map<String, Long> sums = new TreeMap<>();
    for (Event event : of(kind)) {
      sums.merge(event.text(key), event.integer(value), Long::sum);
    }
    return sums;
  }

  /** How many executions of statements were counted, without those that end transactions. */
  long queriesCounted() {
    Map<String, Long> sums = sums("metrics.query", "db.query.summary", "stats.count");
    sums.keySet().removeAll(List.of("COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"));
    return sums.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Those of each process: whoever begins to write says so by a line {@code agent.file} with its
   * instance.
   */
  List<Events> byProcess() {
    Map<String, List<Event>> processes = new LinkedHashMap<>();
    String current = "unknown";
    for (Event event : events) {
      if (event.kind().equals("agent.file") && event.has("weftline.instance")) {
        current = event.text("weftline.instance");
      }
      processes.computeIfAbsent(current, key -> new ArrayList<>()).add(event);
    }
    List<Events> each = new ArrayList<>();
    processes.forEach((key, value) -> each.add(new Events(what + " of process " + key, value)));
    return each;
  }

  Stream<Event> stream() {
    return events.stream();
  }

  @Override
  public Iterator<Event> iterator() {
    return events.iterator();
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(what).append(": ").append(events.size()).append(" lines");
    events.stream().limit(10).forEach(event -> text.append("\n  ").append(event));
    if (events.size() > 10) {
      text.append("\n  and ").append(events.size() - 10).append(" more");
    }
    return text.toString();
  }
}
