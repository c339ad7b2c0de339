package io.weftline.agent.cli.errors;

import java.util.ArrayList;
import java.util.List;

/** Who was affected: how many, up to a limit, and the first of them by name. One thread. */
final class Users {
  static final int MAX = 1000;
  private static final int MAX_NAMED = 5;
  private static final int MAX_CHARS = 60;

  private final Room room;
  private final Hashes hashes = new Hashes();
  private final List<String> named = new ArrayList<String>(1);
  private boolean more;

  Users(Room room) {
    this.room = room;
  }

  void add(String user) {
    long hash = Hashes.of(user);
    if (more && hashes.count() == MAX || hashes.contains(hash)) {
      return;
    }
    if (hashes.count() == MAX || !room.take()) {
      more = true;
      return;
    }
    hashes.add(hash);
    if (named.size() < MAX_NAMED) {
      named.add(Tally.cut(user, MAX_CHARS));
    }
  }

  /** How many, at least. */
  int count() {
    return hashes.count();
  }

  /** Whether there are more than were counted. */
  boolean more() {
    return more;
  }

  List<String> named() {
    return named;
  }
}
