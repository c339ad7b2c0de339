package io.weftline.agent.cli.verify;

import java.util.ArrayList;
import java.util.List;

/** What is known of one process once all files are read. Filled by {@link Judge}; one thread. */
final class Verdict {

  /** How the process ended. */
  enum End {
    STOPPED("stopped"),
    RUNNING("running"),
    KILLED("killed"),
    UNKNOWN("unknown");

    final String word;

    End(String word) {
      this.word = word;
    }
  }

  /** What the files say of it. */
  enum Answer {
    /** Every line that was written is here, and every other event was counted as lost. */
    COMPLETE("complete"),
    /** Nothing speaks against it, but not all of it can be known from what is here. */
    CONSISTENT("consistent"),
    /** Events are missing, and no account was made since that could tell why. */
    UNDECIDED("undecided"),
    WRONG("wrong");

    final String word;

    Answer(String word) {
      this.word = word;
    }
  }

  final Run run;
  final End end;

  /** Lines of the main files, each number once. */
  long lines;

  /** Lines that were written into files that retention has deleted. */
  long goneLines;

  /** The number of the last file that is gone, or 0. */
  long goneFiles;

  /** Whether they were not asked for: single files were named. */
  boolean goneUnasked;

  /** Lines that were written, should be here and are not. */
  long missing;

  /** Events before its last line that are not here, and that no account knows of yet. */
  long unexplained;

  /** Beginnings of lines that the process left behind when it was killed. */
  long torn;

  /** The account that says most, or null. */
  Run.Stated account;

  boolean undecided;

  /** Sentences for the reader, none of which is a contradiction. */
  final List<String> notes = new ArrayList<String>();

  Verdict(Run run, End end) {
    this.run = run;
    this.end = end;
  }

  Answer answer() {
    if (run.findingsCount() > 0) {
      return Answer.WRONG;
    }
    // What a running process has in hand is not missing.
    if (undecided || unexplained > 0 && end != End.RUNNING) {
      return Answer.UNDECIDED;
    }
    return end == End.STOPPED && goneFiles == 0 && lines > 0 ? Answer.COMPLETE : Answer.CONSISTENT;
  }
}
