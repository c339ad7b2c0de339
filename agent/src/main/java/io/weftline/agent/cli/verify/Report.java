package io.weftline.agent.cli.verify;

import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What has come out: of each process a verdict, and what is wrong with single files. One thread.
 */
public final class Report {
  private static final int PROBLEMS = 3;
  private static final int FAILED = 1;

  private final List<Verdict> verdicts = new ArrayList<Verdict>();
  private final List<Finding> findings = new ArrayList<Finding>();
  private final List<EventFile> foreign = new ArrayList<EventFile>();
  private boolean unreadable;

  private Report() {}

  /** Decides about everything that was read. */
  public static Report of(Ledger ledger, Lock.Keeper locks) {
    Report report = new Report();
    for (Run run : ledger.runs()) {
      report.verdicts.add(Judge.judge(ledger, run, end(ledger, run, locks)));
    }
    Collections.sort(
        report.verdicts,
        new Comparator<Verdict>() {
          @Override
          public int compare(Verdict one, Verdict other) {
            return begin(one).compareTo(begin(other));
          }
        });
    report.findings.addAll(ledger.findings());
    for (Ledger.Orphans orphans : ledger.orphans()) {
      if (!orphans.claimed) {
        String text = Words.count(orphans.lines, "event") + " in ";
        text += Words.lines(orphans.firstLine, orphans.lastLine) + " stand under no header";
        report.findings.add(
            new Finding(Finding.Kind.NO_OWNER, orphans.file, orphans.firstLine, text));
      }
    }
    for (EventFile file : ledger.files()) {
      report.unreadable |= file.unreadable() != null;
      if (file.isEmpty() && file.unreadable() == null) {
        report.foreign.add(file);
      }
    }
    return report;
  }

  private static String begin(Verdict verdict) {
    return verdict.run.from() == null ? "" : verdict.run.from();
  }

  private static Verdict.End end(Ledger ledger, Run run, Lock.Keeper locks) {
    if (run.stop() != null) {
      return Verdict.End.STOPPED;
    }
    List<Section> sections = run.sections();
    String set = sections.isEmpty() ? null : sections.get(sections.size() - 1).file.set();
    if (set == null) {
      return Verdict.End.UNKNOWN;
    }
    if (ledger.latestOf(set) != run) {
      // Another one could not have taken the name.
      return Verdict.End.KILLED;
    }
    Lock lock = locks.of(set);
    return lock == Lock.HELD
        ? Verdict.End.RUNNING
        : lock == Lock.FREE ? Verdict.End.KILLED : Verdict.End.UNKNOWN;
  }

  /** 0 if nothing is wrong, 3 if something is, 1 if something could not be read. */
  public int exitCode() {
    boolean wrong = !findings.isEmpty();
    for (Verdict verdict : verdicts) {
      wrong |= verdict.answer() == Verdict.Answer.WRONG;
    }
    return wrong ? PROBLEMS : unreadable || verdicts.isEmpty() ? FAILED : 0;
  }

  /** For people. */
  public String text() {
    return new TextReport().render(verdicts, findings);
  }

  /** For scripts: a line with an object for each process, then one for each file with a finding. */
  public String json() {
    return JsonReport.render(verdicts, findings);
  }

  /** Files in which there is no event, by name. */
  public List<String> foreign() {
    List<String> names = new ArrayList<String>();
    for (EventFile file : foreign) {
      names.add(file.name());
    }
    return names;
  }
}
