package io.weftline.agent.cli;

import io.weftline.agent.cli.FileSet.Member;
import io.weftline.agent.cli.verify.EventFile;
import io.weftline.agent.cli.verify.FileReading;
import io.weftline.agent.cli.verify.Ledger;
import io.weftline.agent.cli.verify.Lock;
import io.weftline.agent.cli.verify.Report;
import io.weftline.agent.config.Config;
import io.weftline.agent.config.Setting;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/** The command {@code verify}: proves that nothing was lost uncounted. One thread. */
final class Verify implements Lock.Keeper, FileSets.Reader {
  private static final String DIRECTORY_OPTION = "output.dir";
  private static final int FAILED = 1;

  private final Surroundings surroundings;
  private final PrintStream out;
  private final Stderr stderr;
  private final Ledger ledger = new Ledger();
  private final FileSets sets;

  Verify(Surroundings surroundings, PrintStream out, Stderr stderr) {
    this.surroundings = surroundings;
    this.out = out;
    this.stderr = stderr;
    sets = new FileSets(surroundings, stderr);
  }

  /**
   * Returns the exit code.
   *
   * @param names files and directories; empty for the directory of the configuration
   */
  int run(List<String> names, boolean json) {
    try {
      for (String name : names.isEmpty() ? configured() : names) {
        sets.find(name);
      }
    } catch (IllegalStateException e) {
      stderr.say("the options cannot be found, the jar is damaged: " + e.getMessage());
      return FAILED;
    }
    // Copies first, so that they can be held against their lines as these come.
    for (FileSet set : sets.ordered()) {
      sets.read(set, this);
    }
    Report report = Report.of(ledger, this);
    for (String name : report.foreign()) {
      stderr.say(name + " has no event of Weftline in it: left out");
    }
    out.print(json ? report.json() : report.text());
    int code = report.exitCode();
    return code == 0 && sets.failed() ? FAILED : code;
  }

  private List<String> configured() {
    List<String> names = new ArrayList<String>();
    Config config = CheckConfig.load(surroundings, null);
    for (Setting setting : config.settings()) {
      if (setting.key().equals(DIRECTORY_OPTION)) {
        names.add(setting.text());
      }
    }
    return names;
  }

  @Override
  public void read(FileSet set, Member member) {
    EventFile file = member.file(set);
    FileReading reading = ledger.begin(file);
    try (Input input = member.input()) {
      LineReader lines = input.reader();
      while (reading.wantsMore() && lines.next()) {
        take(lines, reading);
      }
      if (reading.wantsMore() && lines.rest()) {
        take(lines, reading);
      }
      set.wasRead(member);
      reading.end();
    } catch (EOFException e) {
      reading.broken("what was compressed ends in the middle");
    } catch (ZipException e) {
      reading.broken("what was compressed is damaged");
    } catch (IOException e) {
      stderr.unreadable(file.toString(), e);
      reading.unreadable(Stderr.reason(e));
    }
  }

  private static void take(LineReader lines, FileReading reading) {
    if (lines.skippedBytes() > 0) {
      reading.tooLong(lines.skippedBytes());
    } else {
      reading.line(lines.bytes(), lines.offset(), lines.length());
    }
  }

  @Override
  public Lock of(String key) {
    FileSet set = sets.get(key);
    return set == null ? Lock.UNKNOWN : set.lock();
  }
}
