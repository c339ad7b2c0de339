package io.weftline.agent.cli.errors;

import io.weftline.agent.console.EventLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of exceptions in the files that are read. What it may hold is bounded, whatever the
 * files hold. One thread.
 */
public final class ErrorLedger {
  static final int MAX_GROUPS = 4000;
  private static final int MAX_GROUPS_WITH_WANTED = MAX_GROUPS + 4 * Finder.MAX_CANDIDATES;
  static final int MAX_LINES = 1_500_000;
  private static final int MAX_USERS = 400_000;
  private static final int MAX_NAMES = 50_000;

  private static final String EXCEPTION = "exception";
  private static final String FILE = "agent.file";
  private static final String START = "agent.start";
  private static final byte[][] OF_CONCERN = {
    LineHead.bytes(EXCEPTION + '"'), LineHead.bytes(FILE + '"'), LineHead.bytes(START + '"')
  };
  private static final String REQUEST = "http.server.request";
  private static final String JOB = "job.run";
  private static final byte[][] UNITS = {LineHead.bytes(REQUEST + '"'), LineHead.bytes(JOB + '"')};

  final Reach reach = new Reach();
  final Finder finder;

  private final int maxLines;
  private final long since;
  private final Room users = new Room(MAX_USERS);
  private final Room names = new Room(MAX_NAMES);
  private final Map<String, ErrorGroup> groups = new HashMap<String, ErrorGroup>();
  private final Hashes lines = new Hashes();
  private final LineHead head = new LineHead();
  private final EventLine event = new EventLine();
  private long exceptions;
  private long ungrouped;
  private long unremembered;
  private long damaged;
  private long foreign;

  // Of the set and file in hand.

  /** How they are named where they are to be read again; null if they cannot. */
  private String files;

  /** The process whose lines these are; null if no header has said. */
  private String instance;

  /** Whether they are copies of lines of another file. */
  private boolean copies;

  /** Whether the file has had a line of which the service is known. */
  private boolean begun;

  public ErrorLedger(ErrorsRequest request) {
    this(request, MAX_LINES);
  }

  /**
   * @param maxLines how many lines are remembered
   */
  ErrorLedger(ErrorsRequest request, int maxLines) {
    this.maxLines = maxLines;
    since = request.since;
    finder = new Finder(request.id);
  }

  /**
   * Begins a file with its backups; they come oldest first.
   *
   * @param names how the main files are named where they are to be read again; null if they cannot
   * @param ofErrors whether, by its name, it has copies
   */
  public void beginSet(String names, boolean ofErrors) {
    files = names;
    instance = null;
    copies = ofErrors;
  }

  /** Begins the next file of the set; a process that wrote the one before may go on in it. */
  public void beginFile() {
    begun = false;
  }

  /** Takes a line, without its line end; at the end of the file, what has none. */
  public void line(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    if (!head.read(bytes, offset, length)) {
      other(bytes, offset, length);
      return;
    }
    boolean unit = isOneOf(UNITS) && finder.mayBeIn(bytes, offset, length);
    if (begun && !unit && !isOneOf(OF_CONCERN)) {
      reach.at(head.micros());
    } else if (event.read(bytes, offset, length)) {
      take(head.micros(), bytes, offset, length);
    } else {
      damaged++;
    }
  }

  /** Takes a line that is too long to be read. */
  public void tooLong() {
    damaged++;
  }

  private boolean isOneOf(byte[][] kinds) {
    for (byte[] kind : kinds) {
      if (head.isKind(kind)) {
        return true;
      }
    }
    return false;
  }

  /** A line that does not begin as ours do: of another make, torn, or of the application. */
  private void other(byte[] bytes, int offset, int length) {
    boolean object = bytes[offset] == '{';
    if (object && event.read(bytes, offset, length)) {
      long micros = Times.of(event.text("timestamp"));
      if (micros != Times.NONE && event.text("kind") != null) {
        take(micros, bytes, offset, length);
        return;
      }
      object = false;
    }
    damaged += object ? 1 : 0;
    foreign += object ? 0 : 1;
  }

  private void take(long micros, byte[] bytes, int offset, int length) {
    String kind = event.text("kind");
    if (FILE.equals(kind) || START.equals(kind)) {
      header(kind);
    }
    boolean exception = EXCEPTION.equals(kind);
    if (!begun || exception) {
      begun = true;
      reach.at(micros, event.text("service.name"), copies);
    }
    reach.at(micros);
    if (exception) {
      exception(new Occurrence(event, micros), bytes, offset, length);
    } else if (micros >= since && (REQUEST.equals(kind) || JOB.equals(kind))) {
      String type = event.text("error.type");
      finder.lookAtUnit(event.text("error.id"), type, micros, files, bytes, offset, length);
    }
  }

  private void header(String kind) {
    String name = event.text("weftline.instance");
    if (name != null) {
      instance = name;
    }
    if (FILE.equals(kind)) {
      // Headers of main files are events and numbered, those of copies are not.
      copies = event.number("seq") == 0;
      begun = false;
    }
  }

  private void exception(Occurrence one, byte[] bytes, int offset, int length) {
    if (!one.isUsable()) {
      damaged++;
      return;
    }
    if (one.micros < since) {
      ErrorGroup group = group(one);
      if (group != null) {
        group.seenBefore();
      }
      return;
    }
    if (!isFirst(one, bytes, offset, length)) {
      return;
    }
    exceptions = Tally.plus(exceptions, one.count);
    ErrorGroup group = group(one);
    if (group == null) {
      ungrouped = Tally.plus(ungrouped, one.count);
    } else {
      group.add(one);
      finder.look(one, files, bytes, offset, length);
    }
  }

  /** Whether the line was not there before, in the same file or as a copy. */
  private boolean isFirst(Occurrence one, byte[] bytes, int offset, int length) {
    long hash =
        instance == null || one.seq < 0
            ? Hashes.of(bytes, offset, length)
            : Hashes.of(Hashes.of(instance), one.seq);
    if (lines.contains(hash)) {
      return false;
    }
    if (lines.count() == maxLines) {
      unremembered++;
      return true;
    }
    return lines.add(hash);
  }

  private ErrorGroup group(Occurrence one) {
    ErrorGroup group = groups.get(one.fingerprint);
    boolean wanted = finder.isWanted(one.fingerprint) || finder.isWanted(one.id);
    if (group == null && groups.size() < (wanted ? MAX_GROUPS_WITH_WANTED : MAX_GROUPS)) {
      group = new ErrorGroup(one.fingerprint, users, names);
      groups.put(one.fingerprint, group);
    }
    return group;
  }

  /** Those with an occurrence in the time that is asked about, in no order. */
  List<ErrorGroup> groups() {
    List<ErrorGroup> found = new ArrayList<ErrorGroup>();
    for (ErrorGroup group : groups.values()) {
      if (group.count() > 0) {
        found.add(group);
      }
    }
    return found;
  }

  /** The group of that fingerprint, or null. */
  ErrorGroup find(String fingerprint) {
    return groups.get(fingerprint);
  }

  /** How many exceptions there were. */
  long exceptions() {
    return exceptions;
  }

  /** How many of them are of groups for which there was no place. */
  long ungrouped() {
    return ungrouped;
  }

  /** How many lines could not be remembered, so that they may have been counted twice. */
  long unremembered() {
    return unremembered;
  }

  /** Whether of some groups more names or users came than all of them together may keep. */
  boolean namesFull() {
    return names.isFull() || users.isFull();
  }

  /** How many lines of ours could not be understood. */
  public long damaged() {
    return damaged;
  }

  /** How many lines were no events. */
  public long foreign() {
    return foreign;
  }
}
