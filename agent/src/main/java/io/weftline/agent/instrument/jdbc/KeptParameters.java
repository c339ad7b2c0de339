package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.redact.ParameterText;
import io.weftline.agent.redact.Redactor;
import io.weftline.agent.sql.Dialect;
import io.weftline.agent.sql.ParameterColumns;
import io.weftline.agent.trace.WeakIdentityMap;
import java.io.InputStream;
import java.io.Reader;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is bound to statements, kept because it is asked for. Objects of other types than the JDK's
 * own values are not kept, only what they are.
 *
 * <p>Called by application threads; a statement is used by one at a time.
 */
final class KeptParameters {
  /** Of parameters beyond that nothing is kept. */
  static final int MAX = 100;

  private final WeakIdentityMap<Bound> statements = new WeakIdentityMap<Bound>();
  private final ParameterText texts;
  private final boolean all;
  private final int maxChars;

  /**
   * @param all whether they are written of every statement that has a line, and not only of those
   *     that were slow or failed
   * @param maxChars how much of a statement's text is looked at
   */
  KeptParameters(Redactor redactor, boolean all, int maxChars) {
    texts = new ParameterText(redactor);
    this.all = all;
    this.maxChars = maxChars;
  }

  /** A statement was prepared: nothing is bound to it. */
  void prepared(Object statement, String sql) {
    statements.put(new Bound(statement, statements.queueFor(statement), sql));
  }

  /**
   * A parameter is bound.
   *
   * @param arguments its index or its name, its value, and perhaps its length
   */
  void bound(Object statement, Object[] arguments, boolean isNull) {
    Bound bound = statements.get(statement);
    if (bound == null) {
      bound = new Bound(statement, statements.queueFor(statement), null);
      statements.put(bound);
    }
    // Of other values what follows is a type or a calendar.
    boolean isStream = arguments[1] instanceof InputStream || arguments[1] instanceof Reader;
    Object length = isStream && arguments.length > 2 ? arguments[2] : null;
    Object value = isNull ? null : texts.kept(arguments[1], length);
    if (arguments[0] instanceof Integer) {
      bound.put((Integer) arguments[0], value);
    } else {
      bound.put(String.valueOf(arguments[0]), value);
    }
  }

  /** What is bound was added to a batch, as the first of it. */
  void beginsBatch(Object statement) {
    Bound bound = statements.get(statement);
    if (bound != null) {
      bound.first = bound.values.clone();
    }
  }

  /** Puts into an event what the statement was executed with. */
  void put(Event event, Execution execution) {
    Object statement = execution.statement == null ? null : execution.statement.get();
    if (statement == null || !all && !execution.isSlow() && execution.thrown == null) {
      return;
    }
    Bound bound = statements.get(statement);
    if (bound == null) {
      return;
    }
    Object[] values = bound.values;
    if (execution.batchSize > 0 && bound.first != null) {
      values = bound.first;
      bound.first = null;
    }
    Group group = new Group();
    if (values.length > 0) {
      Dialect dialect = Dialect.of(execution.query.system);
      ParameterColumns columns =
          bound.sql == null ? null : ParameterColumns.of(bound.sql, dialect, maxChars);
      for (int i = 0; i < values.length; i++) {
        if (values[i] != Bound.NOTHING) {
          String column = columns == null ? null : columns.column(i + 1);
          group.put(Integer.toString(i + 1), texts.of(column, values[i]));
        }
      }
    }
    for (Map.Entry<String, Object> each : bound.named.entrySet()) {
      group.put(each.getKey(), texts.of(each.getKey(), each.getValue()));
    }
    if (group.size() > 0) {
      event.object(Fields.DB_PARAMETERS, group);
    }
  }

  /** What is bound to one statement. */
  private static final class Bound extends WeakIdentityMap.Entry {
    /** In the place of what was not bound. */
    static final Object NOTHING = new Object();

    private static final Object[] NONE = {};

    /** What was prepared, or null if nobody saw that. */
    final String sql;

    final Map<String, Object> named = new TreeMap<String, Object>();
    Object[] values = NONE;

    /** Those that the batch in hand began with, or null. */
    Object[] first;

    Bound(Object statement, ReferenceQueue<Object> queue, String sql) {
      super(statement, queue);
      this.sql = sql;
    }

    void put(int index, Object value) {
      if (index < 1 || index > MAX) {
        return;
      }
      int length = values.length;
      if (index > length) {
        values = Arrays.copyOf(values, index);
        Arrays.fill(values, length, index, NOTHING);
      }
      values[index - 1] = value;
    }

    void put(String name, Object value) {
      if (named.size() < MAX || named.containsKey(name)) {
        named.put(name, value);
      }
    }
  }
}
