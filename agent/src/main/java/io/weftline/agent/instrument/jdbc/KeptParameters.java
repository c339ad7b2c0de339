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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  /** How much of a text is read to know which columns they are for; of those behind none. */
  private static final int MAX_READ_CHARS = 64 << 10;

  private static final Set<String> HAVE_COLUMNS =
      new HashSet<String>(
          Arrays.asList("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"));

  private final WeakIdentityMap<Bound> statements = new WeakIdentityMap<Bound>();
  private final ParameterText texts;
  private final Redactor redactor;
  private final boolean all;

  /**
   * @param all whether they are written of every statement that has a line, and not only of those
   *     that were slow or failed
   */
  KeptParameters(Redactor redactor, boolean all) {
    texts = new ParameterText(redactor);
    this.redactor = redactor;
    this.all = all;
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

  /** Nothing is bound any more. */
  void cleared(Object statement) {
    Bound bound = statements.get(statement);
    if (bound != null) {
      bound.values = Bound.NONE;
      bound.shared = false;
    }
  }

  /** What is bound was added to a batch, as the first of it. */
  void beginsBatch(Object statement) {
    Bound bound = statements.get(statement);
    if (bound != null) {
      bound.first = bound.share();
    }
  }

  /** A batch was executed or given up. */
  void endsBatch(Object statement) {
    Bound bound = statements.get(statement);
    if (bound != null) {
      bound.first = null;
    }
  }

  /**
   * What a statement is executed with, as it is now and stays; null if nothing is known. For any
   * thread while the statement is executed.
   */
  Object share(Object statement) {
    Bound bound = statements.get(statement);
    return bound == null
        ? null
        : new Shared(bound.sql, bound.first != null ? bound.first : bound.share(), bound.named);
  }

  /** Puts into an event what the statement was executed with. */
  void put(Event event, Execution execution) {
    Shared bound = (Shared) execution.bound;
    if (bound == null || !all && !execution.isSlow() && execution.thrown == null) {
      return;
    }
    Group group = new Group();
    if (bound.values.length > 0) {
      putIndexed(group, bound, execution.query);
    }
    for (Map.Entry<String, Object> each : bound.named.entrySet()) {
      group.put(each.getKey(), texts.of(each.getKey(), each.getValue()));
    }
    if (group.size() > 0) {
      event.object(Fields.DB_PARAMETERS, group);
    }
  }

  private void putIndexed(Group group, Shared bound, KnownQuery query) {
    Dialect dialect = Dialect.of(query.system);
    ParameterColumns columns = ParameterColumns.of(bound.sql, dialect, MAX_READ_CHARS);
    boolean doubtful = namesSecret(bound.sql);
    // ALTER USER app PASSWORD ? has no columns.
    boolean hasColumns = HAVE_COLUMNS.contains(String.valueOf(query.statement.operation()));
    for (int i = 0; i < bound.values.length; i++) {
      Object value = bound.values[i];
      if (value != Bound.NOTHING) {
        String column = columns.column(i + 1);
        // Where it stands nobody has read, or a secret stands somewhere: perhaps it is this one.
        boolean unclear = doubtful && (column == null || !hasColumns);
        boolean withheld = value != null && (unclear || !columns.has(i + 1));
        group.put(Integer.toString(i + 1), withheld ? Redactor.REDACTED : texts.of(column, value));
      }
    }
  }

  /** Whether a word of the text is the name of a secret. */
  private boolean namesSecret(String sql) {
    if (sql == null) {
      return true;
    }
    int end = Math.min(sql.length(), MAX_READ_CHARS);
    int from = -1;
    for (int i = 0; i <= end; i++) {
      boolean part = i < end && (Character.isLetterOrDigit(sql.charAt(i)) || sql.charAt(i) == '_');
      if (part && from < 0) {
        from = i;
      } else if (!part && from >= 0) {
        if (redactor.isSecret(sql.substring(from, i))) {
          return true;
        }
        from = -1;
      }
    }
    return false;
  }

  /** What a statement was executed with. Immutable, but for what was bound by name. */
  private static final class Shared {
    final String sql;
    final Object[] values;
    final Map<String, Object> named;

    Shared(String sql, Object[] values, Map<String, Object> named) {
      this.sql = sql;
      this.values = values;
      this.named = named.isEmpty() ? named : new TreeMap<String, Object>(named);
    }
  }

  /** What is bound to one statement. */
  private static final class Bound extends WeakIdentityMap.Entry {
    /** In the place of what was not bound. */
    static final Object NOTHING = new Object();

    static final Object[] NONE = {};

    /** What was prepared, or null if nobody saw that. */
    final String sql;

    final Map<String, Object> named = new TreeMap<String, Object>();
    Object[] values = NONE;

    /** Whether a line to come has the values as they are: then they are copied before the next. */
    boolean shared;

    /** Those that the batch in hand began with, or null. */
    Object[] first;

    Bound(Object statement, ReferenceQueue<Object> queue, String sql) {
      super(statement, queue);
      this.sql = sql;
    }

    Object[] share() {
      shared = true;
      return values;
    }

    void put(int index, Object value) {
      if (index < 1 || index > MAX) {
        return;
      }
      int length = values.length;
      if (shared) {
        values = values.clone();
        shared = false;
      }
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
