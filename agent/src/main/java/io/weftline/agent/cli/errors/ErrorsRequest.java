package io.weftline.agent.cli.errors;

/** What the user asked for, checked. Immutable. */
public final class ErrorsRequest {
  /** All groups. */
  public static final int ALL = -1;

  /** In what order groups are told. */
  public enum Sort {
    NEW,
    COUNT,
    LAST,
    FIRST
  }

  final long since;
  final String id;
  final Sort sort;
  final int limit;
  final boolean json;
  final boolean colour;
  final String command;

  /**
   * @param since only what came then or later; {@link Times#NONE} for everything
   * @param id the beginning of a fingerprint or id, or null for all groups
   * @param limit how many groups are told, or {@link #ALL}
   * @param command what runs the jar, for texts that a user copies
   */
  public ErrorsRequest(
      long since, String id, Sort sort, int limit, boolean json, boolean colour, String command) {
    this.since = since;
    this.id = id;
    this.sort = sort;
    this.limit = limit;
    this.json = json;
    this.colour = colour;
    this.command = command;
  }

  boolean hasSince() {
    return since != Times.NONE;
  }
}
