package io.weftline.agent.output;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.StackText;
import java.util.List;
import java.util.Map;

/**
 * Writes the values of object fields as JSON. What has nothing to say (an empty object or list, a
 * number that is none) is left out wherever it stands, together with its key.
 *
 * <p>Stateless.
 */
final class ValueWriter {
  /** Objects deeper than this are left out: an object that contains itself must come to an end. */
  private static final int MAX_DEPTH = 16;

  /** A line that is this long will be cut in any case: lists need not be written to their end. */
  static final int GIVE_UP_BYTES = 1 << 20;

  private static final byte[] LINE_FEED = LineBuffer.ascii("\\n");
  static final byte[] TRUE = LineBuffer.ascii("true");
  static final byte[] FALSE = LineBuffer.ascii("false");

  private ValueWriter() {}

  /** Whether there is nothing to write. */
  static boolean isAbsent(Object value) {
    return isAbsent(value, 0);
  }

  private static boolean isAbsent(Object value, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      return true;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) || Double.isInfinite(number);
    }
    if (value instanceof Group) {
      Group group = (Group) value;
      for (int i = 0; i < group.size(); i++) {
        if (!isAbsent(group.value(i), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof Map) {
      return areAbsent(((Map<?, ?>) value).values(), depth);
    }
    if (value instanceof List) {
      return areAbsent((List<?>) value, depth);
    }
    if (value instanceof Calls) {
      return ((Calls) value).size() == 0;
    }
    if (value instanceof StackText) {
      return ((StackText) value).size() == 0;
    }
    return value instanceof long[] && ((long[]) value).length == 0;
  }

  private static boolean areAbsent(Iterable<?> values, int depth) {
    for (Object value : values) {
      if (!isAbsent(value, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Writes a value that is not absent. */
  static void write(LineBuffer out, Object value) {
    write(out, value, 0);
  }

  private static void write(LineBuffer out, Object value, int depth) {
    if (value instanceof String) {
      out.quoted((String) value);
    } else if (value instanceof Group) {
      group(out, (Group) value, depth);
    } else if (value instanceof Double || value instanceof Float) {
      out.decimal(((Number) value).doubleValue());
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      out.number(((Number) value).longValue());
    } else if (value instanceof Boolean) {
      out.append((Boolean) value ? TRUE : FALSE);
    } else if (value instanceof StackText) {
      stack(out, (StackText) value);
    } else if (value instanceof long[]) {
      numbers(out, (long[]) value);
    } else if (value instanceof Map) {
      map(out, (Map<?, ?>) value, depth);
    } else if (value instanceof List) {
      list(out, (List<?>) value, depth);
    } else {
      // Nothing else may be in an event; toString of an unknown type is not ours to call.
      out.quoted(value.getClass().getName());
    }
  }

  private static void group(LineBuffer out, Group group, int depth) {
    char separator = '{';
    for (int i = 0; i < group.size() && out.length() < GIVE_UP_BYTES; i++) {
      Object value = group.value(i);
      if (!isAbsent(value, depth + 1)) {
        out.append(separator).quoted(group.name(i)).append(':');
        write(out, value, depth + 1);
        separator = ',';
      }
    }
    out.append('}');
  }

  private static void map(LineBuffer out, Map<?, ?> map, int depth) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      if (out.length() < GIVE_UP_BYTES
          && entry.getKey() instanceof String
          && !isAbsent(value, depth + 1)) {
        out.append(separator).quoted((String) entry.getKey()).append(':');
        write(out, value, depth + 1);
        separator = ',';
      }
    }
    if (separator == '{') {
      out.append(separator);
    }
    out.append('}');
  }

  private static void list(LineBuffer out, List<?> list, int depth) {
    char separator = '[';
    for (Object value : list) {
      if (out.length() < GIVE_UP_BYTES && !isAbsent(value, depth + 1)) {
        out.append(separator);
        write(out, value, depth + 1);
        separator = ',';
      }
    }
    out.append(']');
  }

  private static void numbers(LineBuffer out, long[] numbers) {
    char separator = '[';
    for (int i = 0; i < numbers.length && out.length() < GIVE_UP_BYTES; i++) {
      out.append(separator).number(numbers[i]);
      separator = ',';
    }
    out.append(']');
  }

  private static void stack(LineBuffer out, StackText stack) {
    out.append('"');
    for (int i = 0; i < stack.size() && out.length() < GIVE_UP_BYTES; i++) {
      if (i > 0) {
        out.append(LINE_FEED);
      }
      out.text(stack.line(i));
    }
    out.append('"');
  }
}
