package io.weftline.agent.instrument.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The throwables of one decision with what they say of each other, by identity: a throwable that is
 * reached on two ways is read once. Every walk is bounded and survives cycles.
 *
 * <p>Confined to the call that makes it.
 */
final class ThrownGraph {
  /** Causes that are followed to find the first one. */
  static final int MAX_CHAIN = 100;

  /** Throwables that are looked at below one throwable. */
  private static final int MAX_REACHED = 128;

  /** So many are looked through; of more an identity map, which asks none for its hash code. */
  private static final int FEW = 16;

  private Thrown[] first = new Thrown[2];
  private int count;
  private Map<Throwable, Thrown> more;

  /** The one reading of this throwable; null for null. */
  Thrown of(Throwable throwable) {
    if (throwable == null) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      if (first[i].throwable() == throwable) {
        return first[i];
      }
    }
    Thrown thrown = more == null ? null : more.get(throwable);
    return thrown != null ? thrown : add(new Thrown(throwable, this));
  }

  private Thrown add(Thrown thrown) {
    if (count < FEW) {
      if (count == first.length) {
        first = Arrays.copyOf(first, count * 2);
      }
      first[count++] = thrown;
    } else {
      if (more == null) {
        more = new IdentityHashMap<Throwable, Thrown>();
      }
      more.put(thrown.throwable(), thrown);
    }
    return thrown;
  }

  /** All that have been read so far, in no order. */
  Collection<Thrown> known() {
    List<Thrown> all = new ArrayList<Thrown>(Arrays.asList(first).subList(0, count));
    if (more != null) {
      all.addAll(more.values());
    }
    return all;
  }

  /** The throwable, its cause, the cause of that and so on, none twice. */
  List<Thrown> chain(Thrown first) {
    List<Thrown> chain = new ArrayList<Thrown>(4);
    for (Thrown t = first; t != null && chain.size() <= MAX_CHAIN; t = t.cause()) {
      if (chain.contains(t)) {
        break;
      }
      chain.add(t);
    }
    return chain;
  }

  /** The throwable and whatever is cause or suppressed of it or of one of those. */
  List<Thrown> reach(Thrown first) {
    List<Thrown> reached = new ArrayList<Thrown>(4);
    Map<Thrown, Thrown> met = new IdentityHashMap<Thrown, Thrown>(4);
    meet(first, met, reached);
    for (int i = 0; i < reached.size(); i++) {
      Thrown t = reached.get(i);
      meet(t.cause(), met, reached);
      for (Thrown suppressed : t.suppressed()) {
        meet(suppressed, met, reached);
      }
    }
    return reached;
  }

  /** Whether one is the other, or that is cause or suppressed of it or of one of those. */
  boolean reaches(Thrown from, Thrown to) {
    return from == to || !from.isAlone() && reach(from).contains(to);
  }

  private static void meet(Thrown t, Map<Thrown, Thrown> met, List<Thrown> reached) {
    if (t != null && reached.size() < MAX_REACHED && met.put(t, t) == null) {
      reached.add(t);
    }
  }
}
