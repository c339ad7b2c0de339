package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Thresholds by pattern, {@code com.acme.Report.*=30s, com.acme.Order=off}; the first that matches
 * is meant. Stateless.
 */
final class MethodThresholds implements ValueType<List<MethodThreshold>> {
  @Override
  public List<MethodThreshold> read(String text, List<String> problems) {
    List<MethodThreshold> kept = new ArrayList<MethodThreshold>(4);
    for (String member : ValueTypes.bounded(Patterns.members(text), problems)) {
      int equals = member.lastIndexOf('=');
      String patternText = equals < 0 ? "" : member.substring(0, equals).trim();
      if (patternText.length() == 0) {
        problems.add(Problem.quoted(member) + " is not a pattern=duration");
      } else if (patternText.equals("auto")) {
        problems.add(Problem.quoted(member) + " names no methods: auto only chooses what is woven");
      } else {
        addTo(kept, member, patternText, member.substring(equals + 1), problems);
      }
    }
    return ValueTypes.listOrNull(kept, problems);
  }

  private static void addTo(
      List<MethodThreshold> kept,
      String member,
      String patternText,
      String duration,
      List<String> problems) {
    MethodPattern pattern = Patterns.parse(patternText, problems);
    if (pattern == null) {
      return;
    }
    Long nanos = nanos(member, duration, problems);
    if (nanos != null) {
      kept.add(new MethodThreshold(member, pattern, nanos));
    }
  }

  /** The duration of a member, or null with a problem that names it. */
  static Long nanos(String member, String duration, List<String> problems) {
    Long nanos = Quantity.threshold().read(duration, problems);
    if (nanos == null) {
      int last = problems.size() - 1;
      problems.set(last, "in " + Problem.quoted(member) + " " + problems.get(last));
    }
    return nanos;
  }

  @Override
  public String bounds() {
    return "pattern=duration with commas; a duration may be 0 or off";
  }
}
