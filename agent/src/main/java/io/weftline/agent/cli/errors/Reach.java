package io.weftline.agent.cli.errors;

import java.util.Map;
import java.util.TreeMap;

/**
 * From when on the files tell what happened. For each service apart, and for its main files and its
 * files of errors, since these often hold what has left the others long ago. One thread.
 */
final class Reach {
  /** Of more services nothing is known. */
  static final int MAX_SERVICES = 1000;

  private static final int MAX_CHARS = 120;

  private final Map<String, long[]> from = new TreeMap<String, long[]>();
  private long first = Long.MAX_VALUE;
  private long last = Times.NONE;

  /** A line was written then. */
  void at(long micros) {
    last = Math.max(last, micros);
  }

  /**
   * A line of a service was written then.
   *
   * @param copies whether it stands in a file of errors
   */
  void at(long micros, String service, boolean copies) {
    at(micros);
    first = Math.min(first, micros);
    String name = Tally.cut(service == null ? "" : service, MAX_CHARS);
    long[] known = from.get(name);
    if (known == null && from.size() < MAX_SERVICES) {
      known = new long[] {Long.MAX_VALUE, Long.MAX_VALUE};
      from.put(name, known);
    }
    if (known != null) {
      int index = copies ? 1 : 0;
      known[index] = Math.min(known[index], micros);
    }
  }

  /** Whether there was any line. */
  boolean isEmpty() {
    return last == Times.NONE;
  }

  /** When the first line was written. */
  long first() {
    return Math.min(first, last);
  }

  /** When the last line was written. */
  long last() {
    return last;
  }

  /** The names of the services. */
  Iterable<String> services() {
    return from.keySet();
  }

  int count() {
    return from.size();
  }

  /** From when on all lines of a service are here; {@link Long#MAX_VALUE} if none is. */
  long ofAll(String service) {
    long[] known = from.get(service);
    return known == null ? Long.MAX_VALUE : known[0];
  }

  /** From when on at least those of level ERROR and FATAL are here. */
  long ofErrors(String service) {
    long[] known = from.get(service);
    return known == null ? Long.MAX_VALUE : Math.min(known[0], known[1]);
  }

  /** From when on a group would have been seen in one of its services. */
  long of(ErrorGroup group) {
    long earliest = Long.MAX_VALUE;
    for (String service : group.services.names()) {
      earliest = Math.min(earliest, group.hasErrors() ? ofErrors(service) : ofAll(service));
    }
    return earliest;
  }

  /** Whether for any service something is known of the time before. */
  boolean isBefore(long micros) {
    for (String service : from.keySet()) {
      if (ofErrors(service) < micros) {
        return true;
      }
    }
    return false;
  }
}
