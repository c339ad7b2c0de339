package io.weftline.agent.cli.verify;

/** One file that is read. One thread. */
public final class EventFile {
  private final String name;
  private final String set;
  private final int age;
  private final boolean compressed;
  private final boolean identified;

  /** Why it could not be read to its end, or null. */
  private String unreadable;

  private int lines;
  private boolean empty = true;

  /**
   * @param name as the user would write it
   * @param set what it has in common with its backups, or null if it stands for itself
   * @param age 0 for the current file, 1 for the newest backup, and so on
   * @param identified whether it can be told from others when it is renamed
   */
  public EventFile(String name, String set, int age, boolean compressed, boolean identified) {
    this.name = name;
    this.set = set;
    this.age = age;
    this.compressed = compressed;
    this.identified = identified;
  }

  String name() {
    return name;
  }

  String set() {
    return set;
  }

  int age() {
    return age;
  }

  /** Whether it may be another one under a name that was given to it while both were read. */
  boolean mayBe(EventFile other) {
    return isBeside(other) && (compressed != other.compressed || !identified);
  }

  /** Whether another file is of the same set. */
  boolean isBeside(EventFile other) {
    return set != null && set.equals(other.set);
  }

  String unreadable() {
    return unreadable;
  }

  void unreadable(String reason) {
    unreadable = reason;
  }

  /** Whether no event was found in it. */
  boolean isEmpty() {
    return empty;
  }

  void hasEvents() {
    empty = false;
  }

  int lines() {
    return lines;
  }

  int nextLine() {
    return ++lines;
  }

  @Override
  public String toString() {
    return name;
  }
}
