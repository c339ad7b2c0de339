package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Thresholds by route or path, {@code /reports/**=10s, *.pdf=5s}, or by method, for jobs: {@code
 * com.acme.Report.*=30s}; the first that matches is meant. What begins with neither slash nor star
 * is a method's. Stateless.
 */
final class RouteThresholds implements ValueType<List<RouteThreshold>> {
  @Override
  public List<RouteThreshold> read(String text, List<String> problems) {
    List<RouteThreshold> kept = new ArrayList<RouteThreshold>(4);
    for (String member : ValueTypes.bounded(Patterns.members(text), problems)) {
      int equals = member.lastIndexOf('=');
      String pattern = equals < 0 ? "" : member.substring(0, equals).trim();
      if (pattern.length() == 0) {
        problems.add(Problem.quoted(member) + " is not a route=duration");
      } else {
        addTo(kept, member, pattern, member.substring(equals + 1), problems);
      }
    }
    return ValueTypes.listOrNull(kept, problems);
  }

  private static void addTo(
      List<RouteThreshold> kept,
      String member,
      String pattern,
      String duration,
      List<String> problems) {
    boolean route = pattern.charAt(0) == '/' || pattern.charAt(0) == '*';
    MethodPattern method = route ? null : Patterns.parse(pattern, problems);
    if (route || method != null) {
      Long nanos = MethodThresholds.nanos(member, duration, problems);
      if (nanos != null) {
        kept.add(new RouteThreshold(member, route ? pattern : null, method, nanos));
      }
    }
  }

  @Override
  public String bounds() {
    return "route=duration with commas; a duration may be 0 or off";
  }
}
