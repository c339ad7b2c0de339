package io.weftline.agent.event;

/**
 * A stack trace as lines, of which some are worth more than others when it has to be cut: the
 * heads, the first frame of the application, the root cause. Written as one string, the lines
 * joined by line feeds.
 *
 * <p>Immutable by convention: the arrays are not copied.
 */
public final class StackText {
  private final String[] lines;
  private final boolean[] kept;

  /**
   * @param kept for each line, whether it stays when the middle is cut out
   */
  public StackText(String[] lines, boolean[] kept) {
    this.lines = lines;
    this.kept = kept;
  }

  public int size() {
    return lines.length;
  }

  public String line(int index) {
    return lines[index];
  }

  public boolean kept(int index) {
    return kept[index];
  }
}
