package io.weftline.agent.cli.verify;

import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One process: everything of it that was found in files. One thread. */
final class Run {
  private static final int MAX_FINDINGS = 20;
  private static final int MAX_ACCOUNTS = 2048;
  private static final int MAX_DOUBLES = 3;

  final String instance;
  final Numbers numbers;
  final Copies copies;

  private String service;
  private final List<Section> sections = new ArrayList<Section>();
  private final List<Section> copySections = new ArrayList<Section>();
  private final Set<String> fileIds = new HashSet<String>();
  private final List<Stated> accounts = new ArrayList<Stated>();
  private int accountsKept = 1;
  private long accountsSeen;
  private Stated stop;
  private String from;
  private String to;
  private final List<Finding> findings = new ArrayList<Finding>();
  private long findingsCount;
  private long doubles;
  private long latest;

  Run(String instance, Numbers.Room room, Copies.Room copiesRoom) {
    this.instance = instance;
    numbers = new Numbers(room);
    copies = new Copies(copiesRoom);
  }

  String service() {
    return service == null ? "unknown" : service;
  }

  void service(String name) {
    if (service == null) {
      service = name;
    }
  }

  void add(Section section) {
    (section.copies ? copySections : sections).add(section);
    if (section.id != null && !section.copies) {
      fileIds.add(section.id);
    }
  }

  /** The sections of the main files, as they were read. */
  List<Section> sections() {
    return sections;
  }

  /** The same in the order in which the process began them. */
  List<Section> sectionsInOrder() {
    List<Section> sorted = new ArrayList<Section>(sections);
    Collections.sort(
        sorted,
        new Comparator<Section>() {
          @Override
          public int compare(Section one, Section other) {
            return Long.compare(one.sequence, other.sequence);
          }
        });
    return sorted;
  }

  List<Section> copySections() {
    return copySections;
  }

  boolean hasFile(String id) {
    return fileIds.contains(id);
  }

  /** Takes the number of the next line; returns that of the line before, or 0. */
  long follow(long seq) {
    long before = latest;
    latest = seq;
    return before;
  }

  /** When a line was written. */
  void at(String timestamp) {
    if (timestamp != null) {
      if (from == null || timestamp.compareTo(from) < 0) {
        from = timestamp;
      }
      if (to == null || timestamp.compareTo(to) > 0) {
        to = timestamp;
      }
    }
  }

  /** When its first line was written, or null. */
  String from() {
    return from;
  }

  String to() {
    return to;
  }

  /** Takes an account; of very many only some are kept, the first and the last among them. */
  void account(Stated account) {
    if (LineFacts.AGENT_STOP.equals(account.kind)) {
      stop = account;
    }
    if (accounts.size() == MAX_ACCOUNTS) {
      for (int i = accounts.size() - 2; i > 0; i -= 2) {
        accounts.remove(i);
      }
      accountsKept *= 2;
    }
    if (accountsSeen++ % accountsKept != 0 && !accounts.isEmpty()) {
      accounts.set(accounts.size() - 1, account);
    } else {
      accounts.add(account);
    }
  }

  List<Stated> accounts() {
    return accounts;
  }

  /** The last line of the process, or null. */
  Stated stop() {
    return stop;
  }

  void find(Finding.Kind kind, EventFile file, int line, String text) {
    findingsCount++;
    if (findings.size() < MAX_FINDINGS) {
      findings.add(new Finding(kind, file, line, text));
    }
  }

  List<Finding> findings() {
    return findings;
  }

  long findingsCount() {
    return findingsCount;
  }

  /** A line whose number was there already. */
  void doubled(EventFile file, int line, long seq) {
    if (++doubles <= MAX_DOUBLES) {
      String text = "number " + Words.count(seq) + " is here for the second time";
      find(Finding.Kind.TWICE, file, line, text);
    }
  }

  /** How many such lines no finding tells of. */
  long doublesUntold() {
    return Math.max(0, doubles - MAX_DOUBLES);
  }

  /** An account and where it stands. Immutable. */
  static final class Stated {
    final String kind;
    final Counts counts;
    final long seq;
    final EventFile file;
    final int line;
    final String timestamp;

    Stated(LineFacts facts, EventFile file) {
      kind = facts.kind;
      counts = facts.counts;
      seq = facts.seq;
      timestamp = facts.timestamp;
      this.file = file;
      line = file.lines();
    }
  }
}
