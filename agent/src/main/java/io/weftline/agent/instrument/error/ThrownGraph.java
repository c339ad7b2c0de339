package io.weftline.agent.instrument.error;

import java.util.ArrayList;
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

  // An identity map asks no throwable for its hash code.
  private final Map<Throwable, Thrown> known = new IdentityHashMap<Throwable, Thrown>(4);

  /** The one reading of this throwable; null for null. */
  Thrown of(Throwable throwable) {
    if (throwable == null) {
      return null;
    }
    Thrown thrown = known.get(throwable);
    if (thrown == null) {
      thrown = new Thrown(throwable, this);
      known.put(throwable, thrown);
    }
    return thrown;
  }

  /** All that have been read so far, in no order. */
  Collection<Thrown> known() {
    return new ArrayList<Thrown>(known.values());
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

  private static void meet(Thrown t, Map<Thrown, Thrown> met, List<Thrown> reached) {
    if (t != null && reached.size() < MAX_REACHED && met.put(t, t) == null) {
      reached.add(t);
    }
  }
}
