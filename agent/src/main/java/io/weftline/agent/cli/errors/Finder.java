package io.weftline.agent.cli.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the group or occurrence that an id means, while lines go by: of each that it may mean
 * one line is kept. One thread.
 */
final class Finder {
  /** More than can be meant by a beginning that is of any use. */
  static final int MAX_CANDIDATES = 8;

  private final String wanted;
  private final byte[] bytes;
  private final Map<String, Kept> groups = new LinkedHashMap<String, Kept>();
  private final Map<String, Kept> ids = new LinkedHashMap<String, Kept>();
  private final Map<String, Kept> units = new LinkedHashMap<String, Kept>();
  private boolean more;

  /**
   * @param wanted the beginning of an id; null looks for nothing
   */
  Finder(String wanted) {
    this.wanted = wanted;
    bytes = wanted == null ? null : LineHead.bytes(wanted);
  }

  /** Whether an id is or begins with what is looked for. */
  boolean isWanted(String id) {
    return wanted != null && id != null && id.startsWith(wanted);
  }

  /** Looks at an occurrence that was counted. */
  void look(Occurrence one, String files, byte[] line, int offset, int length) {
    if (isWanted(one.fingerprint)) {
      keep(groups, one.fingerprint, one, files, line, offset, length);
    }
    if (isWanted(one.id)) {
      keep(ids, one.id, one, files, line, offset, length);
    }
  }

  /** Whether the line of a request may have what is looked for, at the cost of a look at it. */
  boolean mayBeIn(byte[] line, int offset, int length) {
    if (bytes == null) {
      return false;
    }
    int last = offset + length - bytes.length;
    for (int i = offset; i <= last; i++) {
      int matched = 0;
      while (matched < bytes.length && line[i + matched] == bytes[matched]) {
        matched++;
      }
      if (matched == bytes.length) {
        return true;
      }
    }
    return false;
  }

  /** Looks at the line of a request, which has the id that its caller saw. */
  void lookAtUnit(
      String id, String type, long micros, String files, byte[] line, int offset, int length) {
    if (isWanted(id) && (units.containsKey(id) || hasRoom(units, id))) {
      units.put(id, new Kept(id, null, type, micros, false, files, line, offset, length));
    }
  }

  private void keep(
      Map<String, Kept> found,
      String id,
      Occurrence one,
      String files,
      byte[] line,
      int offset,
      int length) {
    Kept before = found.get(id);
    if (before == null ? !hasRoom(found, id) : !before.givesWayTo(one)) {
      return;
    }
    found.put(
        id,
        new Kept(
            id, one.fingerprint, one.type, one.micros, one.hasStack, files, line, offset, length));
  }

  private boolean hasRoom(Map<String, Kept> found, String id) {
    if (found.size() < MAX_CANDIDATES || id.equals(wanted)) {
      return true;
    }
    more = true;
    return false;
  }

  /** Those that are meant: one if it is clear, none if there is none. */
  List<Kept> matches() {
    if (groups.containsKey(wanted)) {
      return one(groups);
    }
    if (ids.containsKey(wanted)) {
      return one(ids);
    }
    if (units.containsKey(wanted)) {
      return one(units);
    }
    List<Kept> matches = new ArrayList<Kept>(groups.values());
    matches.addAll(ids.values());
    for (Map.Entry<String, Kept> unit : units.entrySet()) {
      if (!ids.containsKey(unit.getKey())) {
        matches.add(unit.getValue());
      }
    }
    return matches;
  }

  private List<Kept> one(Map<String, Kept> found) {
    return Arrays.asList(found.get(wanted));
  }

  /** Whether there are more than were kept. */
  boolean more() {
    return more;
  }

  /** A line and what it was kept for. Immutable. */
  static final class Kept {
    final String id;

    /** Null if it is no occurrence but the line of the request. */
    final String fingerprint;

    final String type;
    final long micros;

    /** How the files are named in which its request is; null if they cannot be read again. */
    final String files;

    final byte[] line;
    private final boolean hasStack;

    Kept(
        String id,
        String fingerprint,
        String type,
        long micros,
        boolean hasStack,
        String files,
        byte[] line,
        int offset,
        int length) {
      this.id = id;
      this.fingerprint = fingerprint;
      this.type = type;
      this.micros = micros;
      this.hasStack = hasStack;
      this.files = files;
      this.line = Arrays.copyOfRange(line, offset, offset + length);
    }

    boolean isGroup() {
      return id.equals(fingerprint);
    }

    boolean isUnit() {
      return fingerprint == null;
    }

    /** The latest that was written in full is wanted, else the latest. */
    private boolean givesWayTo(Occurrence one) {
      return one.hasStack == hasStack ? one.micros >= micros : one.hasStack;
    }
  }
}
