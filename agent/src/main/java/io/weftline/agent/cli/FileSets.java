package io.weftline.agent.cli;

import io.weftline.agent.cli.FileSet.Member;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sets of files that the names on the command line stand for. One thread. */
final class FileSets {
  private final Surroundings surroundings;
  private final Stderr stderr;
  private final Map<String, FileSet> sets = new LinkedHashMap<String, FileSet>();
  private boolean failed;

  FileSets(Surroundings surroundings, Stderr stderr) {
    this.surroundings = surroundings;
    this.stderr = stderr;
  }

  /** Adds what a file or directory stands for, or says that there is nothing. */
  void find(String name) {
    File file = new File(name);
    if (!file.isAbsolute()) {
      file = new File(surroundings.workingDirectory, name);
    }
    try {
      boolean directory = file.isDirectory();
      List<FileSet> found =
          directory
              ? FileSet.in(file, name.endsWith(File.separator) ? name : name + File.separator)
              : FileSet.of(file, name);
      for (FileSet set : found) {
        sets.put(set.key(), set);
      }
      if (found.isEmpty()) {
        stderr.say("no *.jsonl file in " + name);
        failed = true;
      }
    } catch (InvalidPathException e) {
      stderr.say(name + " is not the name of a file");
      failed = true;
    }
  }

  /** Each set once, those with copies of errors first. */
  List<FileSet> ordered() {
    List<FileSet> ordered = new ArrayList<FileSet>();
    for (FileSet set : sets.values()) {
      if (!isWithinAnother(set)) {
        ordered.add(set.isOfErrors() ? 0 : ordered.size(), set);
      }
    }
    return ordered;
  }

  /** As after {@code weftline/*}. */
  private boolean isWithinAnother(FileSet set) {
    for (FileSet other : sets.values()) {
      if (set.isWithin(other)) {
        return true;
      }
    }
    return false;
  }

  /** The set of that key, or null. */
  FileSet get(String key) {
    return sets.get(key);
  }

  /** Opens a set, hands over its files, oldest first, and closes it. */
  void read(FileSet set, Reader reader) {
    try (FileSet open = set) {
      List<Member> members = open.open();
      if (members.isEmpty()) {
        stderr.unreadable(set.name(), new NoSuchFileException(set.name()));
        failed = true;
      }
      for (Member member : members) {
        reader.read(set, member);
      }
    } catch (IOException e) {
      stderr.unreadable(set.name(), e);
      failed = true;
    } catch (InvalidPathException e) {
      stderr.say(set.name() + " has a name that this locale has no characters for: set LC_ALL");
      failed = true;
    }
  }

  /** Whether something that was asked for could not be read. */
  boolean failed() {
    return failed;
  }

  /** Reads one file. */
  interface Reader {
    void read(FileSet set, Member member);
  }
}
