package io.weftline.agent.cli;

import io.weftline.agent.cli.FileSet.Member;
import io.weftline.agent.cli.errors.ErrorLedger;
import io.weftline.agent.cli.errors.ErrorsReport;
import io.weftline.agent.cli.errors.ErrorsRequest;
import io.weftline.agent.console.Words;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.zip.ZipException;

/** The command {@code errors}: what has gone wrong, in groups. Made for one run; one thread. */
final class Errors implements FileSets.Reader {
  private static final String DEFAULT_DIRECTORY = "weftline";
  private static final String STREAM = "-";
  private static final int FAILED = 1;

  private final ErrorsRequest request;
  private final Surroundings surroundings;
  private final PrintStream out;
  private final Stderr stderr;
  private final ErrorLedger ledger;
  private final FileSets sets;
  private boolean failed;

  Errors(ErrorsRequest request, Surroundings surroundings, PrintStream out, Stderr stderr) {
    this.request = request;
    this.surroundings = surroundings;
    this.out = out;
    this.stderr = stderr;
    ledger = new ErrorLedger(request);
    sets = new FileSets(surroundings, stderr);
  }

  /**
   * Returns the exit code.
   *
   * @param names files, directories, or {@code -}; empty for the directory of the agent
   */
  int run(List<String> names) {
    if (names.isEmpty()) {
      File directory = new File(surroundings.workingDirectory, DEFAULT_DIRECTORY);
      if (!directory.isDirectory()) {
        stderr.say(
            "no directory "
                + DEFAULT_DIRECTORY
                + " (start the application with -javaagent, or name the files)");
        return FAILED;
      }
      sets.find(DEFAULT_DIRECTORY);
    }
    for (String name : names) {
      if (name.equals(STREAM)) {
        ledger.beginSet(null, false);
        readAll(STREAM, Input.ofStream(STREAM, surroundings.input));
      } else {
        sets.find(name);
      }
    }
    for (FileSet set : sets.ordered()) {
      ledger.beginSet(set.mainNames(), set.isOfErrors());
      sets.read(set, this);
    }
    ErrorsReport report = new ErrorsReport(ledger, request);
    int code = report.print(out);
    out.flush();
    for (String complaint : report.complaints()) {
      stderr.say(complaint);
    }
    sayLeftOut();
    return code == 0 && (failed || sets.failed()) ? FAILED : code;
  }

  @Override
  public void read(FileSet set, Member member) {
    try {
      readAll(member.name(), member.input());
    } catch (IOException e) {
      unreadable(member.name(), e);
    }
  }

  private void readAll(String name, Input opened) {
    ledger.beginFile();
    try (Input input = opened) {
      LineReader lines = input.reader();
      while (lines.next()) {
        take(lines);
      }
      if (lines.rest()) {
        take(lines);
      }
    } catch (IOException e) {
      unreadable(name, e);
    }
  }

  private void unreadable(String name, IOException e) {
    failed = true;
    if (e instanceof EOFException) {
      stderr.say(name + ": what was compressed ends in the middle; read up to there");
    } else if (e instanceof ZipException) {
      stderr.say(name + ": what was compressed is damaged; read up to there");
    } else {
      stderr.unreadable(name, e);
    }
  }

  private void take(LineReader lines) {
    if (lines.skippedBytes() > 0) {
      ledger.tooLong();
    } else {
      ledger.line(lines.bytes(), lines.offset(), lines.length());
    }
  }

  private void sayLeftOut() {
    if (ledger.damaged() > 0) {
      stderr.say(Words.count(ledger.damaged(), "line") + " torn or damaged, left out");
    }
    if (ledger.foreign() > 0) {
      stderr.say(Words.count(ledger.foreign(), "line") + " no event of Weftline, left out");
    }
  }
}
