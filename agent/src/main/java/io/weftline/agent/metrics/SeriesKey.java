package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import java.util.Arrays;

/**
 * What a series is of: a few fields with their values, in the order in which they were given. Two
 * series with an equal key are one line.
 *
 * <p>Immutable, hence for all threads.
 */
public final class SeriesKey {
  static final String OTHER = "_other";

  private final Field[] fields;
  private final String[] values;
  private final int hash;

  private SeriesKey(Field[] fields, String[] values) {
    this.fields = fields;
    this.values = values;
    // Fields are compared by identity; the hash of their values alone tells keys apart.
    hash = Arrays.hashCode(values);
  }

  public static SeriesKey of(Field field, String value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " has no value");
    }
    return new SeriesKey(new Field[] {field}, new String[] {value});
  }

  /** The key of a user, who stands in the envelope. */
  public static SeriesKey ofUser(String user) {
    return new SeriesKey(new Field[0], new String[] {user});
  }

  /** This key with a further field; this key itself if the value is null. */
  public SeriesKey and(Field field, String value) {
    if (value == null) {
      return this;
    }
    Field[] moreFields = Arrays.copyOf(fields, fields.length + 1);
    String[] moreValues = Arrays.copyOf(values, values.length + 1);
    moreFields[fields.length] = field;
    moreValues[values.length] = value;
    return new SeriesKey(moreFields, moreValues);
  }

  /** The same fields, each with the value {@code _other}. */
  SeriesKey other() {
    String[] others = new String[values.length];
    Arrays.fill(others, OTHER);
    return new SeriesKey(fields, others);
  }

  void putInto(Event event) {
    if (fields.length == 0) {
      event.asked(null, values[0], null);
    }
    for (int i = 0; i < fields.length; i++) {
      event.put(fields[i], values[i]);
    }
  }

  int size() {
    return fields.length;
  }

  /**
   * What a message calls it: {@code OrderService.load}, {@code SELECT orders}, or else all values.
   */
  String label() {
    if (fields.length == 0) {
      return values[0];
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == Fields.CODE_FUNCTION) {
        return withoutPackage(values[i]);
      }
      if (fields[i] == Fields.DB_QUERY_SUMMARY) {
        return values[i];
      }
      if (fields[i] == Fields.ERROR_TYPE) {
        String type = values[i].substring(values[i].lastIndexOf('.') + 1);
        return i + 1 < fields.length ? type + " in " + values[i + 1] : type;
      }
      all.append(i == 0 ? "" : " ").append(values[i]);
    }
    return all.toString();
  }

  private static String withoutPackage(String function) {
    int method = function.lastIndexOf('.');
    return function.substring(function.lastIndexOf('.', method - 1) + 1);
  }

  /** By value, so that lines of the same cost always come in the same order. */
  int compareTo(SeriesKey other) {
    for (int i = 0; i < Math.min(values.length, other.values.length); i++) {
      int difference = values[i].compareTo(other.values[i]);
      if (difference != 0) {
        return difference;
      }
    }
    return values.length - other.values.length;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof SeriesKey
        && Arrays.equals(values, ((SeriesKey) object).values)
        && Arrays.equals(fields, ((SeriesKey) object).fields);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
