package io.weftline.agent.sql;

/**
 * What may be said of a statement: text without values, an id that groups, names for people.
 *
 * <p>Immutable.
 */
public final class SqlStatement {
  private final String text;
  private final String id;
  private final String summary;
  private final String operation;
  private final String collection;
  private final boolean truncated;
  private final boolean read;

  SqlStatement(SafeText safe, SqlNames names, boolean truncated) {
    text = safe.text();
    id = safe.id();
    summary = names.summary();
    operation = names.operation();
    collection = names.collection();
    read = names.isRead();
    this.truncated = truncated;
  }

  /**
   * The statement in one line with {@code ?} for every literal, without comments, its lists of
   * values folded. Ends in {@code ?} where the rest could not be trusted.
   */
  public String text() {
    return text;
  }

  /**
   * Sixteen lower-case hexadecimal digits, the same on every host, JVM, release and locale. Alike
   * for statements that differ only in literals, white space, comments, lengths of lists and the
   * case of words without quotes. The algorithm is described in this package's design page.
   */
  public String id() {
    return id;
  }

  /**
   * Verbs and tables in the order in which they stand, as {@code db.query.summary} wants it: {@code
   * INSERT shipping_details SELECT orders}. At most 255 characters; {@code statement} if it begins
   * with no verb that is known.
   */
  public String summary() {
    return summary;
  }

  /** The verb in upper case, or null. */
  public String operation() {
    return operation;
  }

  /** The table, without quotes, if there is exactly one, or null. */
  public String collection() {
    return collection;
  }

  /** Whether the statement was longer than what was looked at. */
  public boolean truncated() {
    return truncated;
  }

  /** Whether it only selects. */
  public boolean isRead() {
    return read;
  }

  /** How many characters it holds on to. */
  int chars() {
    return text.length() + summary.length() + id.length();
  }

  @Override
  public String toString() {
    return id + " " + text;
  }
}
