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

  private Breadcrumbs() {}

  /**
   * The latest of the unit in hand, or of the calling thread, whose context it is; the oldest
   * first.
   *
   * @param nowNanos as {@link System#nanoTime()}
   * @return null if there are none
   */
  static List<Group> of(ThreadContext context, long nowNanos, SafeMessages messages) {
    List<Crumb> crumbs = Crumb.before(context);
    if (crumbs.isEmpty()) {
      return null;
    }
    boolean failed = false;
    for (Crumb each : crumbs) {
      failed |= each.kind.equals(Kinds.DB_QUERY) && each.level == Level.WARN;
    }
    long nowMicros = System.currentTimeMillis() * 1_000;
    List<Group> all = new ArrayList<Group>(crumbs.size());
    for (Crumb each : crumbs) {
      String text = each.logger == null ? each.text : ofRecord(each, failed, messages);
      all.add(
          new Group()
              .put("timestamp", timestamp(nowMicros - (nowNanos - each.endNanos) / 1_000))
              .put("kind", each.kind)
              .put("level", each.level.name())
              .put("message", OneLine.of(text, MAX_CHARS)));
    }
    return all;
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
