package io.weftline.agent.cli;

import io.weftline.agent.console.EventLine;
import io.weftline.agent.event.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which events are shown: those that meet every condition. Made once, then only read. */
final class EventFilter {
  /** The condition {@code --slow} without a duration. */
  static final double MARKED = -1;

  private static final String[] IDS = {
    "trace_id", "span_id", "request_id", "error.id", "error.fingerprint", "db.query.id", "seq"
  };

  private final List<String> kinds;
  private final Level level;
  private final double slowMillis;
  private final String id;

  /**
   * @param kinds kinds or groups of them; empty for all
   * @param level the least, or null for all
   * @param slowMillis the least duration, {@link #MARKED} for what is marked slow, NaN for all
   * @param id one of the ids of an event, or null for all
   */
  EventFilter(List<String> kinds, Level level, double slowMillis, String id) {
    this.kinds = new ArrayList<String>(kinds);
    this.level = level;
    this.slowMillis = slowMillis;
    this.id = id;
  }

  /** Whether there is any condition. */
  boolean isActive() {
    return !kinds.isEmpty() || level != null || !Double.isNaN(slowMillis) || id != null;
  }

  boolean matches(EventLine event) {
    return matchesKind(event.text("kind"))
        && matchesLevel(event.text("level"))
        && matchesSlow(event)
        && matchesId(event);
  }

  private boolean matchesKind(String kind) {
    if (kinds.isEmpty()) {
      return true;
    }
    if (kind != null) {
      for (String wanted : kinds) {
        if (isWithin(kind, wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a kind is the wanted one, or of the wanted group. */
  static boolean isWithin(String kind, String wanted) {
    return kind.startsWith(wanted)
        && (kind.length() == wanted.length() || kind.charAt(wanted.length()) == '.');
  }

  private boolean matchesLevel(String text) {
    if (level == null) {
      return true;
    }
    Level found = text == null ? null : levelOf(text);
    return found != null && found.compareTo(level) >= 0;
  }

  /** The level of that name in any case, or null. */
  static Level levelOf(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (Level candidate : Level.values()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean matchesSlow(EventLine event) {
    if (Double.isNaN(slowMillis)) {
      return true;
    }
    return slowMillis == MARKED ? event.flag("slow") : event.number("duration_ms") >= slowMillis;
  }

  private boolean matchesId(EventLine event) {
    if (id == null) {
      return true;
    }
    for (String path : IDS) {
      if (id.equals(event.text(path))) {
        return true;
      }
    }
    return false;
  }
}
