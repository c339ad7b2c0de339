package io.weftline.agent.http;

import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.bootstrap.Series;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts of requests by user. Thread-safe; bounded by the family. */
final class UserSeries {
  private final ConcurrentMap<String, Series> known = new ConcurrentHashMap<String, Series>();
  private final SeriesFamily family;

  UserSeries(Metrics metrics, String kind) {
    family = metrics.add(new SeriesFamily(kind, "weftline.metrics"));
  }

  /** That of a user. */
  Series of(String user) {
    Series found = known.get(user);
    return found != null ? found : add(user, SeriesKey.ofUser(user));
  }

  private Series add(String name, SeriesKey key) {
    if (family.isFull()) {
      return family.overflow();
    }
    Series made = new Series();
    Series before = known.putIfAbsent(name, made);
    if (before != null) {
      return before;
    }
    family.add(made, key);
    return made;
  }
}
