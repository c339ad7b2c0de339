package io.weftline.agent.cli.verify;

import io.weftline.agent.console.SafeText;
import io.weftline.agent.console.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The report for people: a few lines for each process, then what is wrong. Used once. */
final class TextReport {
  private static final String INDENT = "            ";
  private static final int MAX_CHARS = 600;
  private static final int MAX_WIDTH = 100;

  private final StringBuilder out = new StringBuilder();
  private final Set<Finding.Kind> advised = EnumSet.noneOf(Finding.Kind.class);

  String render(List<Verdict> verdicts, List<Finding> findings) {
    for (Verdict verdict : verdicts) {
      render(verdict);
      out.append('\n');
    }
    for (Finding finding : findings) {
      render(finding);
    }
    if (!findings.isEmpty()) {
      out.append('\n');
    }
    if (!verdicts.isEmpty() || !findings.isEmpty()) {
      summary(verdicts, findings.size());
    }
    return out.toString();
  }

  private void render(Verdict verdict) {
    Run run = verdict.run;
    StringBuilder title = new StringBuilder();
    title.append(word(verdict.answer()));
    while (title.length() < INDENT.length()) {
      title.append(' ');
    }
    title.append(run.service()).append(", process ").append(run.instance);
    out.append(SafeText.of(title.append(", ").append(end(verdict)).toString(), MAX_CHARS));
    out.append('\n');
    say(period(run) + Words.count(verdict.lines, "line") + files(run));
    account(verdict);
    say(conclusion(verdict));
    if (verdict.torn > 0) {
      say(
          verdict.end == Verdict.End.RUNNING
              ? "the last line is being written"
              : "the last line is torn: it was being written when the process was killed");
    }
    for (String note : verdict.notes) {
      say(note);
    }
    for (Finding finding : run.findings()) {
      render(finding);
    }
    long more = run.findingsCount() - run.findings().size();
    if (more > 0) {
      say("and " + Words.count(more, "finding") + " more");
    }
  }

  private static String word(Verdict.Answer answer) {
    return answer == Verdict.Answer.WRONG ? "WRONG" : answer.word;
  }

  private static String end(Verdict verdict) {
    switch (verdict.end) {
      case STOPPED:
        return "stopped";
      case RUNNING:
        return "still running";
      case KILLED:
        return "killed (or it could not write its end)";
      default:
        return "killed or still running";
    }
  }

  private static String period(Run run) {
    if (run.from() == null) {
      return "";
    }
    String from = time(run.from());
    String to = time(run.to());
    boolean sameDay =
        from.length() == 19 && to.length() == 19 && from.startsWith(to.substring(0, 10));
    return from + " to " + (sameDay ? to.substring(11) : to) + " UTC, ";
  }

  /** {@code 2026-08-23 10:15:29} of the timestamp. */
  private static String time(String timestamp) {
    return timestamp.length() < 19 ? timestamp : timestamp.substring(0, 19).replace('T', ' ');
  }

  private static String files(Run run) {
    List<String> names = FileNames.of(run);
    if (names.isEmpty()) {
      return "";
    }
    if (names.size() <= 3) {
      return " in " + Words.list(names, false);
    }
    String first = names.get(0);
    return " in " + first + " to " + names.get(names.size() - 1) + ", " + names.size() + " files";
  }

  private void account(Verdict verdict) {
    if (verdict.account == null) {
      return;
    }
    Counts counts = verdict.account.counts;
    StringBuilder text = new StringBuilder();
    if (verdict.end == Verdict.End.STOPPED) {
      text.append(Words.count(counts.made)).append(" made = ");
      text.append(Words.count(counts.written)).append(" written + ");
      text.append(Words.count(counts.dropped)).append(" dropped");
    } else {
      text.append("by its last account, ");
      text.append(verdict.account.timestamp == null ? "" : time(verdict.account.timestamp) + ", ");
      text.append(counts);
    }
    if (counts.dropped > 0) {
      String comma = " (";
      for (Map.Entry<String, Long> cause : counts.causes().entrySet()) {
        text.append(comma).append(cause.getKey()).append(' ').append(Words.count(cause.getValue()));
        comma = ", ";
      }
      text.append(counts.causes().isEmpty() ? "" : ")");
    }
    say(text.toString());
  }

  private static String conclusion(Verdict verdict) {
    String gone = gone(verdict);
    switch (verdict.answer()) {
      case COMPLETE:
        return verdict.account.counts.dropped == 0
            ? "every event is here, once"
            : "every line that was written is here, once; all others are counted as dropped";
      case WRONG:
        return gone;
      case UNDECIDED:
        return join(
            gone,
            verdict.unexplained == 0
                ? ""
                : Words.count(verdict.unexplained, "event")
                    + " before its last line not here: dropped or lost with the process, which made"
                    + " no account any more that would tell");
      default:
        return join(gone, soFar(verdict));
    }
  }

  private static String gone(Verdict verdict) {
    if (verdict.goneFiles == 0) {
      return "";
    }
    boolean one = verdict.goneFiles == 1;
    return (one ? "file 1" : "files 1 to " + Words.count(verdict.goneFiles))
        + " of this process "
        + (one ? "is " : "are ")
        + (verdict.goneUnasked
            ? "not among those named"
            : "no longer here (by file.max-files or file.total-size the oldest are deleted)")
        + ": "
        + (one ? "its " : "their ")
        + Words.count(verdict.goneLines, "line")
        + " cannot be checked";
  }

  private static String soFar(Verdict verdict) {
    if (verdict.end == Verdict.End.STOPPED) {
      return "from there on every line is here, once, or counted as dropped";
    }
    if (verdict.lines == 0) {
      return "";
    }
    if (verdict.end != Verdict.End.RUNNING) {
      return "nothing is missing up to its last line; what it had in hand at its end nobody counted";
    }
    return verdict.unexplained == 0
        ? "nothing is missing so far"
        : "nothing is missing so far; "
            + Words.count(verdict.unexplained, "event")
            + " on the way, or dropped since its last account";
  }

  private static String join(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }

  private void render(Finding finding) {
    wrap("          ! ", INDENT, finding.sentence());
    if (advised.add(finding.kind)) {
      wrap(INDENT + "  ", INDENT + "  ", finding.advice());
    }
  }

  private void say(String sentence) {
    if (!sentence.isEmpty()) {
      wrap(INDENT, INDENT, sentence);
    }
  }

  private void wrap(String first, String others, String sentence) {
    String begin = first;
    StringBuilder line = new StringBuilder();
    for (String word : SafeText.of(sentence, MAX_CHARS).split(" ")) {
      if (line.length() > 0 && begin.length() + line.length() + 1 + word.length() > MAX_WIDTH) {
        out.append(begin).append(line).append('\n');
        begin = others;
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    out.append(begin).append(line).append('\n');
  }

  private void summary(List<Verdict> verdicts, int fileFindings) {
    int[] counts = new int[Verdict.Answer.values().length];
    for (Verdict verdict : verdicts) {
      counts[verdict.answer().ordinal()]++;
    }
    out.append(Words.count(verdicts.size(), "process"));
    String comma = ": ";
    for (Verdict.Answer answer : Verdict.Answer.values()) {
      if (counts[answer.ordinal()] > 0) {
        out.append(comma).append(counts[answer.ordinal()]).append(' ').append(word(answer));
        comma = ", ";
      }
    }
    if (fileFindings > 0) {
      out.append("; ").append(Words.count(fileFindings, "finding")).append(" of no process");
    }
    out.append('\n');
  }
}
