package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.sql.SqlStatement;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A query as the agent knows it: one for each fingerprint and database system. */
final class KnownQuery extends Operation {
  private static final Pattern QUOTES = Pattern.compile("[\"`\\[\\]]");

  /** As summaries have them: in capitals. */
  private static final Set<String> VERBS =
      new HashSet<String>(
          Arrays.asList("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "TABLE", "CALL", "WITH"));

  /** From this mean on rows are timed: two readings of the clock are 5 % of it. */
  private static final int CHEAP_NANOS = 1_000;

  /** One result that takes longer has those that follow timed for long enough. */
  private static final int MAX_ROW_NANOS = 1_000_000;

  final SqlStatement statement;

  /** As OpenTelemetry calls it: {@code postgresql}. */
  final String system;

  /** Whether it reads, and is worth to be looked at when it comes often. */
  final boolean isRead;

  /** Whether others may have to wait for the end of its transaction. */
  final boolean locks;

  /** The tables that it names, without schema and quotes and in small letters. */
  private final Set<String> tables;

  /** Whether it has parameters or literals, which the safe text does not tell apart. */
  final boolean hasValues;

  /**
   * What asking for a row takes in the mean, in nanoseconds; not cheap as long as it is not known.
   * Threads overwrite each other's: it is a mean of many.
   */
  private int rowNanos = Integer.MAX_VALUE;

  KnownQuery(SqlStatement statement, String system, Series series) {
    super(statement.summary(), statement.summary(), QUERY, statement.id(), series);
    this.statement = statement;
    isRead = "SELECT".equals(statement.operation());
    locks = !statement.isRead() || isLocking(statement.text());
    tables = tables(statement.summary());
    hasValues = statement.truncated() || statement.text().indexOf('?') >= 0;
    this.system = system;
  }

  /** The words of a summary but for the first, which is the verb; other verbs do no harm. */
  private static Set<String> tables(String summary) {
    Set<String> tables = new HashSet<String>();
    String[] words = summary.split(" ");
    for (int i = 1; i < words.length; i++) {
      String name = words[i].substring(words[i].lastIndexOf('.') + 1);
      if (!VERBS.contains(name)) {
        tables.add(QUOTES.matcher(name).replaceAll("").toLowerCase(Locale.ROOT));
      }
    }
    return tables;
  }

  /** Whether both name a table, perhaps of two schemas. */
  boolean sharesTable(KnownQuery other) {
    return !Collections.disjoint(tables, other.tables);
  }

  /** Of a text that only selects. */
  private static boolean isLocking(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.contains(" FOR UPDATE")
        || upper.contains(" FOR NO KEY UPDATE")
        || upper.contains(" FOR SHARE")
        || upper.contains(" LOCK IN SHARE MODE")
        || upper.contains("UPDLOCK");
  }

  static boolean isCheap(long rowNanos) {
    return rowNanos < CHEAP_NANOS;
  }

  /** Whether asking for a row is known to cost less than is worth to be timed. */
  boolean hasCheapRows() {
    return isCheap(rowNanos);
  }

  /** What asking for a row takes in the mean where it is cheap, in nanoseconds. */
  int rowNanos() {
    return Math.min(rowNanos, CHEAP_NANOS);
  }

  /**
   * Asking for each row of a result took so long in the mean: an eighth of the mean from now on. Of
   * results and not of rows, for most rows of a driver that fetches many at a time are cheap.
   */
  void rowsTook(long nanos) {
    int took = (int) Math.min(nanos, MAX_ROW_NANOS);
    int mean = rowNanos;
    rowNanos = mean == Integer.MAX_VALUE ? took : mean + (took - mean) / 8;
  }
}
