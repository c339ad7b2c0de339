package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.bootstrap.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All series of one kind of line: of the woven methods, of the queries.
 *
 * <p>{@link #add}, {@link #remove}, {@link #isFull} and {@link #overflow} are for all threads and
 * wait for none; {@link #sweep} and {@link #write} are for one thread at a time, the writer's.
 */
public final class SeriesFamily {
  /** How many lines an interval has; what is less dear is summed in one more. */
  static final int MAX_LINES = 2_000;

  /** From how many series on {@link #isFull} asks for no more, about 30 MB. */
  static final int MAX_SERIES = 10_000;

  private final String kind;
  private final String logger;
  private final boolean timed;
  private final Queue<Change> changes = new ConcurrentLinkedQueue<Change>();
  private final AtomicInteger held = new AtomicInteger();
  private final Series overflow = new Series();

  /** In the order of their arrival. */
  private final Map<SeriesKey, Member> members = new LinkedHashMap<SeriesKey, Member>();

  /** The key of the line of all others; null until a first key has shown which fields it has. */
  private SeriesKey otherKey;

  private Histogram overflown = new Histogram();
  private final long[] collected = new long[Series.HEAD + Series.BUCKETS];

  /**
   * @param kind one of {@link io.weftline.agent.event.Kinds}
   * @param logger what the lines have in their field {@code logger}
   */
  public SeriesFamily(String kind, String logger) {
    this(kind, logger, true);
  }

  private SeriesFamily(String kind, String logger, boolean timed) {
    this.kind = kind;
    this.logger = logger;
    this.timed = timed;
  }

  /** One of what takes no time and is only counted: its lines have neither times nor histogram. */
  public static SeriesFamily ofCounts(String kind, String logger) {
    return new SeriesFamily(kind, logger, false);
  }

  /** Takes a series in; those with an equal key are added up. */
  public void add(Series series, SeriesKey key) {
    held.incrementAndGet();
    changes.add(new Change(series, key, false));
  }

  /**
   * Lets go of a series whose owner has gone, after what it has recorded up to then has been
   * counted.
   *
   * @param key the one that it was added with
   */
  public void remove(Series series, SeriesKey key) {
    changes.add(new Change(series, key, true));
  }

  /**
   * Whether there are so many series that one who meets a new key ought to record it in {@link
   * #overflow} and not add another. The family takes it nevertheless: methods have a limit of their
   * own.
   */
  public boolean isFull() {
    return held.get() >= MAX_SERIES;
  }

  /** The series of all that came when the family was full; part of the line {@code _other}. */
  public Series overflow() {
    return overflow;
  }

  /** Reads all series, so that none of their 32-bit buckets can be hit too often in between. */
  public void sweep() {
    List<Change> removed = new ArrayList<Change>();
    for (Change change = changes.poll(); change != null; change = changes.poll()) {
      if (change.removal) {
        removed.add(change);
      } else {
        Member member = members.get(change.key);
        if (member == null) {
          if (otherKey == null) {
            otherKey = change.key.other();
          }
          member = new Member(change.key);
          members.put(change.key, member);
        }
        member.series.add(change.series);
      }
    }
    for (Member member : members.values()) {
      for (Series series : member.series) {
        if (collect(series)) {
          if (member.histogram == null) {
            member.histogram = new Histogram();
          }
          member.histogram.add(collected);
        }
      }
    }
    if (collect(overflow)) {
      overflown.add(collected);
    }
    for (Change change : removed) {
      Member member = members.get(change.key);
      if (member != null && member.series.remove(change.series)) {
        held.decrementAndGet();
      }
    }
  }

  private boolean collect(Series series) {
    Histogram.clear(collected);
    series.collect(collected);
    return Histogram.isAnything(collected);
  }

  /**
   * Writes a line for each key that was used since the last time, and begins anew. Does not read
   * the series: {@link #sweep} comes before.
   *
   * @param intervalNanos how long the interval was
   */
  public void write(EventSink sink, long intervalNanos, long nowNanos) {
    List<Member> used = new ArrayList<Member>();
    for (Iterator<Member> all = members.values().iterator(); all.hasNext(); ) {
      Member member = all.next();
      boolean gone = member.series.isEmpty();
      if (gone) {
        all.remove();
      }
      if (member.histogram == null) {
        continue;
      }
      if (member.histogram.count() > 0) {
        used.add(member);
      } else if (gone) {
        // The rest of a call whose count was in a line before.
        overflown.add(member.histogram);
      }
    }
    long folded = overflown.count() > 0 ? 1 : 0;
    if (used.size() > MAX_LINES) {
      Collections.sort(used, DEAREST_FIRST);
      for (Member member : used.subList(MAX_LINES, used.size())) {
        overflown.add(member.histogram);
        member.histogram = null;
        folded++;
      }
      used = used.subList(0, MAX_LINES);
    }
    for (Member member : used) {
      sink.offer(line(member.key, member.histogram, 0, intervalNanos, nowNanos));
      member.histogram = member.histogram.excess();
      if (member.histogram != null && member.series.isEmpty()) {
        overflown.add(member.histogram);
      }
    }
    if (folded > 0 && otherKey != null) {
      sink.offer(line(otherKey, overflown, folded, intervalNanos, nowNanos));
      Histogram excess = overflown.excess();
      overflown = excess == null ? new Histogram() : excess;
    }
  }

  private Event line(
      SeriesKey key, Histogram histogram, long folded, long intervalNanos, long nowNanos) {
    return timed
        ? SeriesLine.timed(kind, logger, key, histogram, folded, intervalNanos, nowNanos)
        : SeriesLine.counted(kind, logger, key, histogram, folded, intervalNanos, nowNanos);
  }

  /** How many keys have a series or something to write. */
  int size() {
    return members.size();
  }

  /** A series that comes or goes. */
  private static final class Change {
    final Series series;
    final SeriesKey key;
    final boolean removal;

    Change(Series series, SeriesKey key, boolean removal) {
      this.series = series;
      this.key = key;
      this.removal = removal;
    }
  }

  /** What has one key. */
  private static final class Member {
    final SeriesKey key;
    final List<Series> series = new ArrayList<Series>(1);

    /** Null while nothing of it has been counted in the interval. */
    Histogram histogram;

    Member(SeriesKey key) {
      this.key = key;
    }
  }

  private static final Comparator<Member> DEAREST_FIRST =
      new Comparator<Member>() {
        @Override
        public int compare(Member one, Member two) {
          int bySum = Long.compare(two.histogram.sumNanos(), one.histogram.sumNanos());
          return bySum != 0 ? bySum : one.key.compareTo(two.key);
        }
      };
}
