package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything found in the files that are read, by process. What it may hold is bounded, whatever
 * the files hold. One thread.
 */
public final class Ledger {
  private static final int MAX_PIECES = 1 << 18;
  private static final int MAX_COPIES = 1 << 20;
  private static final int MAX_SECTIONS = 100_000;
  private static final int MAX_ORPHANS = 1000;

  private final Numbers.Room room = new Numbers.Room(MAX_PIECES);
  private final Copies.Room copiesRoom = new Copies.Room(MAX_COPIES);
  private final Map<String, Run> runs = new LinkedHashMap<String, Run>();
  private final Map<String, EventFile> fileIds = new HashMap<String, EventFile>();
  private final List<EventFile> files = new ArrayList<EventFile>();
  private final List<Orphans> orphans = new ArrayList<Orphans>();
  private final List<Finding> findings = new ArrayList<Finding>();
  private final Map<String, Run> latest = new HashMap<String, Run>();
  private int sections;

  /** Begins to read a file; those of errors come before the others, older ones before newer. */
  public FileReading begin(EventFile file) {
    files.add(file);
    return new FileReading(this, file);
  }

  Run run(String instance) {
    Run run = runs.get(instance);
    if (run == null) {
      run = new Run(instance, room, copiesRoom);
      runs.put(instance, run);
    }
    return run;
  }

  Collection<Run> runs() {
    return runs.values();
  }

  List<EventFile> files() {
    return files;
  }

  /** The file that began with that header, or null. */
  EventFile fileOf(String id) {
    return fileIds.get(id);
  }

  /** Whether there are more sections than any real set of files has. */
  boolean isFull() {
    return sections == MAX_SECTIONS;
  }

  void add(Section section) {
    sections++;
    section.run.add(section);
    if (section.id != null) {
      fileIds.put(section.id, section.file);
    }
    if (!section.copies && section.file.set() != null) {
      latest.put(section.file.set(), section.run);
    }
  }

  /** The process that wrote last into a set of files, or null. */
  Run latestOf(String set) {
    return latest.get(set);
  }

  Orphans orphans(EventFile file) {
    Orphans made = new Orphans(file, new Numbers(room));
    if (orphans.size() < MAX_ORPHANS) {
      orphans.add(made);
    }
    return made;
  }

  List<Orphans> orphans() {
    return orphans;
  }

  /** Something wrong that belongs to no process. */
  void find(Finding finding) {
    if (findings.size() < MAX_ORPHANS) {
      findings.add(finding);
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /** A file of the same set that could not be read to its end, or null. */
  EventFile unreadableBeside(EventFile file) {
    for (EventFile other : files) {
      if (other.unreadable() != null && (other == file || other.isBeside(file))) {
        return other;
      }
    }
    return null;
  }

  /** Whether there is something older than a section in its set of files. */
  boolean hasOlder(Section section) {
    if (section.firstLine > 1) {
      return true;
    }
    for (EventFile other : files) {
      if (other.isBeside(section.file) && other.age() > section.file.age() && !other.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The events at the beginning of a file that has no header. One thread. */
  static final class Orphans {
    final EventFile file;
    final Numbers numbers;
    long lines;
    long damaged;
    int firstLine;
    int lastLine;

    /** Whether it has turned out whose they are. */
    boolean claimed;

    Orphans(EventFile file, Numbers numbers) {
      this.file = file;
      this.numbers = numbers;
    }

    /** How many lines there were, with the header. */
    long writtenLines() {
      return lines + Math.max(1, damaged);
    }
  }
}
