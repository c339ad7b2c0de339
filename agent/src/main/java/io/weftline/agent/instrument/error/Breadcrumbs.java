package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.Crumb;
import io.weftline.bootstrap.ThreadContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What led to an exception, as its event has it. Stateless. */
final class Breadcrumbs {
  private static final int MAX_CHARS = 300;
  private static final int MAX_LOGGER_CHARS = 100;
  private static final long MICROS = 1_000_000L;

  /** By as much the clock of the wall has been set, and is not only read between two ticks. */
  private static final long SET_MICROS = 5_000;

  private static volatile long offset;

  private Breadcrumbs() {}

  /**
   * The latest of the unit in hand, or of the calling thread, whose context it is; the oldest
   * first.
   *
   * @param nanos until when, as {@link System#nanoTime()}
   * @return null if there are none
   */
  static List<Group> of(ThreadContext context, long nanos, SafeMessages messages) {
    List<Crumb> crumbs = Crumb.before(context, nanos);
    if (crumbs.isEmpty()) {
      return null;
    }
    boolean failed = false;
    for (Crumb each : crumbs) {
      failed |= each.kind.equals(Kinds.DB_QUERY) && each.level == Level.WARN;
    }
    long offset = offsetMicros();
    List<Group> all = new ArrayList<Group>(crumbs.size());
    for (Crumb each : crumbs) {
      String text = each.logger == null ? each.text : ofRecord(each, failed, messages);
      all.add(
          new Group()
              .put("timestamp", timestamp(offset + each.endNanos / 1_000))
              .put("kind", each.kind)
              .put("level", each.level.name())
              .put("message", OneLine.of(text, MAX_CHARS)));
    }
    return all;
  }

  /**
   * What the clock of the wall is ahead of {@link System#nanoTime}; steady, so that order holds.
   */
  private static long offsetMicros() {
    long now = System.currentTimeMillis() * 1_000 - System.nanoTime() / 1_000;
    long before = offset;
    if (before != 0 && Math.abs(now - before) < SET_MICROS) {
      return before;
    }
    offset = now;
    return now;
  }

  private static String ofRecord(Crumb record, boolean failed, SafeMessages messages) {
    String logger = OneLine.of(record.logger, MAX_LOGGER_CHARS);
    return record.text == null
        ? logger
        : logger + ": " + messages.ofLog(record.text, failed, MAX_CHARS);
  }

  /** RFC 3339, UTC, six decimals. */
  static String timestamp(long epochMicros) {
    String seconds = Instant.ofEpochSecond(Math.floorDiv(epochMicros, MICROS)).toString();
    String fraction = Long.toString(MICROS + Math.floorMod(epochMicros, MICROS)).substring(1);
    return seconds.substring(0, seconds.length() - 1) + '.' + fraction + 'Z';
  }
}
