package io.weftline.agent.sql;

/**
 * The places of a statement that brackets put into each other. What is nested deeper than anybody
 * writes is not followed.
 *
 * <p>One analysis, one thread.
 */
final class Places {
  private static final int MAX_DEPTH = 128;

  private final Place[] places = new Place[MAX_DEPTH];

  /** Whether a verb was seen between the brackets, so that FROM is a clause and no argument. */
  private final boolean[] verbSeen = new boolean[MAX_DEPTH];

  private int depth;

  Places() {
    reset();
  }

  /** A new statement begins. */
  void reset() {
    depth = 0;
    places[0] = Place.OTHER;
    verbSeen[0] = false;
  }

  void open() {
    Place outer = here();
    Place inner = Place.OTHER;
    if (outer == Place.TABLE_NEXT || outer == Place.ONE_TABLE_NEXT) {
      inner = Place.TABLE_NEXT;
      go(Place.AFTER_TABLE);
    } else if (outer == Place.DONE) {
      inner = Place.DONE;
    }
    depth++;
    if (depth < MAX_DEPTH) {
      places[depth] = inner;
      verbSeen[depth] = false;
    }
  }

  void close() {
    if (depth > 0) {
      depth--;
    }
  }

  int depth() {
    return depth;
  }

  Place here() {
    return depth < MAX_DEPTH ? places[depth] : Place.DONE;
  }

  void go(Place place) {
    if (depth < MAX_DEPTH) {
      places[depth] = place;
    }
  }

  boolean verbSeen() {
    return depth < MAX_DEPTH && verbSeen[depth];
  }

  void seeVerb() {
    if (depth < MAX_DEPTH) {
      verbSeen[depth] = true;
    }
  }
}
