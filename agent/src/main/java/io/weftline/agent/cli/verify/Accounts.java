package io.weftline.agent.cli.verify;

import io.weftline.agent.cli.verify.Run.Stated;
import io.weftline.agent.console.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Holds the accounts of a process against themselves, each other and the numbers found.
 *
 * <p>What holds at any account, also while other threads make events: what was dropped is counted
 * after it was made and read before what was made is read, and only the thread that makes the
 * account writes. So the written and the dropped ones are among those made, and no figure is ever
 * less than in an earlier account. Those of {@code agent.stop} are equal to the unit. One thread.
 */
final class Accounts {
  private final Run run;
  private final List<Stated> good = new ArrayList<Stated>();

  Accounts(Run run) {
    this.run = run;
  }

  /** Finds what contradicts itself, and keeps the others. */
  void check() {
    List<Stated> sorted = new ArrayList<Stated>();
    for (Stated account : run.accounts()) {
      String wrong = contradiction(account.kind, account.counts, account.seq);
      if (wrong == null) {
        sorted.add(account);
      } else {
        find(account, wrong);
      }
    }
    // They were made in this order: headers are written at once, the others wait in the queue.
    Collections.sort(
        sorted,
        new Comparator<Stated>() {
          @Override
          public int compare(Stated one, Stated other) {
            int order = Long.compare(one.counts.made, other.counts.made);
            order = order != 0 ? order : Long.compare(one.counts.written, other.counts.written);
            return order != 0 ? order : Long.compare(one.counts.dropped, other.counts.dropped);
          }
        });
    for (Stated account : sorted) {
      Stated before = last();
      if (before != null && !account.counts.isNotLessThan(before.counts)) {
        String earlier = before.file + ":" + before.line;
        find(account, account.counts + ": less than " + before.counts + " in " + earlier);
      } else {
        good.add(account);
      }
    }
  }

  /** The one that was made last, or null. */
  Stated last() {
    return good.isEmpty() ? null : good.get(good.size() - 1);
  }

  /** Why an account cannot be true whatever else is; null if it can. */
  static String contradiction(String kind, Counts counts, long seq) {
    if (!counts.causesAddUp()) {
      return counts + ", but by causes " + counts.causes();
    }
    long known = counts.written + counts.dropped;
    if (LineFacts.AGENT_STOP.equals(kind)) {
      return known != counts.made || counts.made != seq
          ? counts + " at number " + Words.count(seq) + ": made is not written + dropped"
          : null;
    }
    boolean header = LineFacts.AGENT_FILE.equals(kind);
    if (known + (header ? 1 : 0) > counts.made) {
      return counts + ": more than were made";
    }
    if (header ? seq > counts.made : seq <= counts.made) {
      return counts + ", but the line has the number " + Words.count(seq);
    }
    return null;
  }

  /**
   * Holds how many numbers are here up to each account against what it says.
   *
   * @param absent lines known to have been written that are not here
   */
  void checkNumbers(long absent) {
    long[] limits = new long[good.size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = good.get(i).counts.made;
    }
    long[] found = run.numbers.countsUpTo(limits);
    for (int i = 0; i < limits.length; i++) {
      Stated account = good.get(i);
      Counts counts = account.counts;
      String here = Words.count(found[i]) + " of the numbers up to " + Words.count(counts.made);
      if (found[i] > counts.made - counts.dropped) {
        find(account, counts + ", but " + here + " are here");
        return;
      }
      if (found[i] + absent < counts.written) {
        find(account, counts + ", but only " + here + " are here");
        return;
      }
    }
  }

  private void find(Stated account, String text) {
    run.find(Finding.Kind.ACCOUNT, account.file, account.line, text);
  }
}
