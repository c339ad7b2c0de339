package io.weftline.agent.instrument.error;

import io.weftline.agent.event.StackText;
import io.weftline.agent.trace.ApplicationFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A throwable as Java prints it, within limits: so many frames in total, divided among the
 * throwables so that a deep outer stack does not crowd out the root cause; the application's first
 * frame of each is always among its own. Messages are on one line, since a line feed in a message
 * could forge a frame.
 *
 * <p>Confined to the call that makes it.
 */
final class StackRenderer {
  /** Causes that are written; of a longer chain the first ones and the root cause. */
  static final int MAX_CAUSES = 8;

  /** So many frames of libraries are not folded where the exception comes from. */
  private static final int KEPT_FIRST = 3;

  /** Fewer are not worth a line that says how many there were. */
  private static final int LEAST_FOLDED = 3;

  private static final int MAX_SECTIONS = 24;
  private static final int MAX_HEAD_MESSAGE_CHARS = 512;
  private static final int MAX_LINE_CHARS = 500;

  private final ApplicationFrames application;
  private final SafeMessages messages;
  private final boolean foldsLibraries;
  private final List<Section> sections = new ArrayList<Section>(4);
  private final Set<Thrown> printed =
      Collections.newSetFromMap(new IdentityHashMap<Thrown, Boolean>(4));

  private String[] lines = new String[32];
  private boolean[] kept = new boolean[32];
  private int size;

  /**
   * @param foldsLibraries whether frames of libraries that follow each other are one line
   */
  StackRenderer(ApplicationFrames application, SafeMessages messages, boolean foldsLibraries) {
    this.application = application;
    this.messages = messages;
    this.foldsLibraries = foldsLibraries;
  }

  /**
   * @param chain the throwable and its causes, as {@link ThrownGraph#chain} gives them
   */
  StackText render(List<Thrown> chain, int maxFrames) {
    collect(chain, null, "", "");
    share(maxFrames);
    for (Section section : sections) {
      write(section);
    }
    return new StackText(Arrays.copyOf(lines, size), Arrays.copyOf(kept, size));
  }

  /** Of a chain what is written: all, or the first ones and the last. */
  static List<Thrown> selected(List<Thrown> chain) {
    if (chain.size() <= MAX_CAUSES + 1) {
      return chain;
    }
    List<Thrown> selected = new ArrayList<Thrown>(chain.subList(0, MAX_CAUSES));
    selected.add(chain.get(chain.size() - 1));
    return selected;
  }

  private void collect(List<Thrown> chain, Thrown enclosing, String caption, String indent) {
    List<Thrown> selected = selected(chain);
    Thrown former = enclosing;
    String head = caption;
    for (int i = 0; i < selected.size(); i++) {
      Thrown thrown = selected.get(i);
      if (i == MAX_CAUSES && chain.size() > selected.size()) {
        int omitted = chain.size() - selected.size();
        sections.add(new Section(indent + "... " + omitted + " causes omitted"));
      }
      if (!add(thrown, former, head, indent)) {
        return;
      }
      for (Thrown suppressed : thrown.suppressed()) {
        if (sections.size() >= MAX_SECTIONS) {
          break;
        }
        collectSuppressed(suppressed, thrown, indent + '\t');
      }
      former = thrown;
      head = "Caused by: ";
    }
    Thrown next = former.cause();
    if (next != null && chain.contains(next)) {
      sections.add(new Section(indent + "Caused by: [circular] " + head(next)));
    }
  }

  private void collectSuppressed(Thrown suppressed, Thrown enclosing, String indent) {
    List<Thrown> chain = new ArrayList<Thrown>(2);
    Thrown next = suppressed;
    while (next != null && chain.size() <= MAX_CAUSES && !chain.contains(next)) {
      chain.add(next);
      next = next.cause();
    }
    collect(chain, enclosing, "Suppressed: ", indent);
  }

  /** Whether its frames are to be written: not again, and not beyond the bounds. */
  private boolean add(Thrown thrown, Thrown enclosing, String caption, String indent) {
    if (!printed.add(thrown)) {
      sections.add(new Section(indent + caption + "[circular] " + head(thrown)));
      return false;
    }
    Section section = new Section(indent + caption + head(thrown));
    section.thrown = thrown;
    section.indent = indent;
    int own = thrown.frames().length;
    if (enclosing != null) {
      own -= common(thrown.frames(), enclosing.frames());
    }
    section.common = thrown.frameCount() - own;
    section.rows = rows(thrown.frames(), own);
    sections.add(section);
    return true;
  }

  private String head(Thrown thrown) {
    String message = messages.of(thrown, MAX_HEAD_MESSAGE_CHARS + 1);
    String type = OneLine.of(thrown.type(), MAX_LINE_CHARS);
    return message == null ? type : type + ": " + OneLine.of(message, MAX_HEAD_MESSAGE_CHARS);
  }

  /** How many frames both end with. */
  private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int count = 0;
    int i = frames.length - 1;
    int j = enclosing.length - 1;
    while (i >= 0 && j >= 0 && frames[i].equals(enclosing[j])) {
      count++;
      i--;
      j--;
    }
    return count;
  }

  /**
   * What stands for the first so many frames: the index of one, or how many of libraries are left
   * out, as a negative number. Those stay that the exception came from, and what the application
   * called.
   */
  private int[] rows(StackTraceElement[] frames, int count) {
    int[] rows = new int[count];
    int size = 0;
    boolean folds = foldsLibraries && Culprit.firstIndex(frames, application) >= 0;
    int at = 0;
    while (at < count) {
      int end = at;
      while (folds && end < count && !isApplication(frames[end])) {
        end++;
      }
      int from = at == 0 ? Math.min(KEPT_FIRST, end) : at;
      int to = end < count ? end - 1 : end;
      if (to - from >= LEAST_FOLDED) {
        while (at < from) {
          rows[size++] = at++;
        }
        rows[size++] = from - to;
        at = to;
      }
      end = Math.max(end, at + 1);
      while (at < end && at < count) {
        rows[size++] = at++;
      }
    }
    return Arrays.copyOf(rows, size);
  }

  private boolean isApplication(StackTraceElement frame) {
    return application.isApplication(frame.getClassName());
  }

  /** An equal part for each, and what some do not need to the others, outermost first. */
  private void share(int maxFrames) {
    int left = maxFrames;
    int part = Math.max(1, maxFrames / Math.max(1, sections.size()));
    for (Section section : sections) {
      section.shown = Math.min(Math.min(section.rows.length, part), left);
      left -= section.shown;
    }
    for (Section section : sections) {
      int more = Math.min(section.rows.length - section.shown, left);
      section.shown += more;
      left -= more;
    }
  }

  private void write(Section section) {
    line(section.head, true);
    if (section.thrown == null) {
      return;
    }
    int[] rows = section.rows;
    int first = -1;
    for (int i = 0; i < rows.length && first < 0; i++) {
      first = rows[i] >= 0 && isApplication(section.thrown.frames()[rows[i]]) ? i : -1;
    }
    boolean apart = first >= section.shown && section.shown > 0;
    int upper = apart ? section.shown - 1 : section.shown;
    for (int i = 0; i < upper; i++) {
      row(section, rows[i], i == first);
    }
    int next = upper;
    if (apart) {
      omitted(section, frames(rows, next, first));
      row(section, rows[first], true);
      next = first + 1;
    }
    omitted(section, frames(rows, next, rows.length));
    if (section.common > 0) {
      line(section.indent + "\t... " + section.common + " more", false);
    }
  }

  /** How many frames rows stand for. */
  private static int frames(int[] rows, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += rows[i] < 0 ? -rows[i] : 1;
    }
    return count;
  }

  private void row(Section section, int row, boolean keep) {
    if (row < 0) {
      line(section.indent + "\t... " + -row + " frames of libraries", false);
    } else {
      String frame = section.thrown.frames()[row].toString();
      line(section.indent + "\tat " + OneLine.of(frame, MAX_LINE_CHARS), keep);
    }
  }

  private void omitted(Section section, int count) {
    if (count > 0) {
      line(section.indent + "\t... " + count + " frames omitted", false);
    }
  }

  private void line(String text, boolean keep) {
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, size * 2);
      kept = Arrays.copyOf(kept, size * 2);
    }
    lines[size] = text;
    kept[size++] = keep;
  }

  /** The lines of one throwable, or a remark if it has none. */
  private static final class Section {
    final String head;
    Thrown thrown;
    String indent;

    /** Of the frames that the enclosing one does not have. */
    int[] rows = {};

    /** How many the enclosing one has, too. */
    int common;

    int shown;

    Section(String head) {
      this.head = head;
    }
  }
}
