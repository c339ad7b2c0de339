package io.weftline.agent.sql;

import java.util.Arrays;

/**
 * Which column each parameter of a statement is compared with or assigned to, so that the value
 * bound to it can be judged by the column's name. Told from the text alone, without the schema:
 * where the text does not say it there is no name.
 *
 * <p>Immutable.
 */
public final class ParameterColumns {
  private static final ParameterColumns NONE = new ParameterColumns(new String[0]);

  private final String[] columns;

  private ParameterColumns(String[] columns) {
    this.columns = columns;
  }

  /**
   * Reads a statement. Never throws and takes time in proportion to what is read.
   *
   * @param sql may be null
   * @param maxChars how much of it is read; of parameters behind that nothing is known
   */
  public static ParameterColumns of(String sql, Dialect dialect, int maxChars) {
    if (sql == null || sql.indexOf('?') < 0) {
      return NONE;
    }
    int limit = Math.max(0, Math.min(sql.length(), maxChars));
    boolean cut = limit < sql.length();
    SqlLexer lexer = new SqlLexer(sql, limit, dialect, Escapes.of(sql, limit, cut, dialect));
    return new ParameterColumns(new ParameterReader(sql, lexer).read());
  }

  /**
   * The name of the column, without its quotes and its table.
   *
   * @param index of the parameter as JDBC counts, from 1
   * @return null if there is none
   */
  public String column(int index) {
    return index >= 1 && index <= columns.length ? columns[index - 1] : null;
  }

  /** Whether the text was read up to that parameter. */
  public boolean has(int index) {
    return index >= 1 && index <= columns.length;
  }

  @Override
  public String toString() {
    return Arrays.toString(columns);
  }
}
