package io.weftline.agent.http;

import io.weftline.agent.event.Fields;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import io.weftline.bootstrap.Series;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All endpoints seen, by route. Thread-safe; bounded by the family of their series. */
final class Endpoints {
  private final SeriesFamily family;
  private final ConcurrentMap<String, Endpoint> byRoute = new ConcurrentHashMap<String, Endpoint>();

  Endpoints(SeriesFamily family) {
    this.family = family;
  }

  Endpoint of(String method, String route) {
    Endpoint first = byRoute.get(route);
    Endpoint known = find(first, method);
    return known != null ? known : add(method, route);
  }

  private static Endpoint find(Endpoint first, String method) {
    for (Endpoint each = first; each != null; each = each.next) {
      if (each.method.equals(method)) {
        return each;
      }
    }
    return null;
  }

  private Endpoint add(String method, String route) {
    if (family.isFull()) {
      return new Endpoint(method, route, family.overflow(), null);
    }
    while (true) {
      Endpoint first = byRoute.get(route);
      Endpoint known = find(first, method);
      if (known != null) {
        return known;
      }
      Endpoint made = new Endpoint(method, route, new Series(), first);
      boolean added =
          first == null
              ? byRoute.putIfAbsent(route, made) == null
              : byRoute.replace(route, first, made);
      if (added) {
        family.add(
            made.series, SeriesKey.of(Fields.HTTP_METHOD, method).and(Fields.HTTP_ROUTE, route));
        return made;
      }
    }
  }
}
