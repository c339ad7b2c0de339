package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of the main files in which a process has written, oldest first. Stateless. */
final class FileNames {
  private FileNames() {}

  static List<String> of(Run run) {
    Set<String> names = new LinkedHashSet<String>();
    for (Section section : run.sectionsInOrder()) {
      names.add(section.file.name());
    }
    return new ArrayList<String>(names);
  }
}
