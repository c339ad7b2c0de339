package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Fields;
import io.weftline.agent.metrics.SeriesFamily;
import io.weftline.agent.metrics.SeriesKey;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All groups of this process. Groups are never forgotten, since {@code error.new} and the counts
 * are those of the process; the table is bounded instead, and what comes after shares one group.
 *
 * <p>Thread-safe.
 */
final class ErrorGroups {
  static final int MAX_GROUPS = 2000;
  static final String OTHER = "_other";

  private final ConcurrentHashMap<Long, ErrorGroup> groups =
      new ConcurrentHashMap<Long, ErrorGroup>();
  private final ErrorGroup other =
      new ErrorGroup(
          Fingerprint.hex(Fingerprint.ofName(OTHER)), OTHER, OTHER, null, null, "weftline.error");
  private final SeriesFamily family;
  private boolean otherInUse;

  /**
   * @param family of the groups' counts
   */
  ErrorGroups(SeriesFamily family) {
    this.family = family;
  }

  private void add(ErrorGroup group) {
    family.add(
        group.series,
        SeriesKey.of(Fields.ERROR_FINGERPRINT, group.fingerprint)
            .and(Fields.ERROR_TYPE, group.type)
            .and(Fields.ERROR_CULPRIT, group.culprit));
  }

  /** The group of this fingerprint, made if there is none yet. */
  ErrorGroup of(long fingerprint, Thrown thrown, Culprit culprit) {
    ErrorGroup known = groups.get(fingerprint);
    return known != null ? known : make(fingerprint, thrown, culprit);
  }

  private synchronized ErrorGroup make(long fingerprint, Thrown thrown, Culprit culprit) {
    ErrorGroup known = groups.get(fingerprint);
    if (known != null) {
      return known;
    }
    if (groups.size() >= MAX_GROUPS) {
      return other();
    }
    ErrorGroup group =
        new ErrorGroup(
            Fingerprint.hex(fingerprint),
            thrown.type(),
            thrown.shortType(),
            culprit.text(),
            culprit.place(),
            culprit.logger());
    // First: a group without its series would have no counts for the rest of the process.
    add(group);
    groups.put(fingerprint, group);
    return group;
  }

  /** Where occurrences are counted that have no group of their own; mostly there are none. */
  synchronized ErrorGroup other() {
    if (!otherInUse) {
      otherInUse = true;
      add(other);
    }
    return other;
  }

  /** The same, only to be looked at. */
  ErrorGroup otherIfAny() {
    return other;
  }

  /** All but {@link #other}. */
  Collection<ErrorGroup> all() {
    return groups.values();
  }
}
