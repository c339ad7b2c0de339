package io.weftline.agent.output;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.StackText;
import java.util.List;
import java.util.Map;

/**
 * Estimates what an event holds in memory, by the length of its texts. Texts that several events
 * share are counted in each: the estimate is to be too high rather than too low. Stateless.
 */
final class EventWeight {
  private static final int EVENT_BYTES = 300;
  private static final int OBJECT_BYTES = 48;
  private static final int ROW_BYTES = 64;
  private static final int MAX_DEPTH = 16;

  private EventWeight() {}

  /** At most {@link Integer#MAX_VALUE}. */
  static int of(Event event) {
    long sum =
        EVENT_BYTES + text(event.message()) + text(event.subject()) + text(event.requestId());
    int count = event.objectCount();
    for (int i = 0; i < count; i++) {
      Object value = event.objectAdded(i);
      if (value instanceof String) {
        sum += text((String) value);
      } else if (value != null) {
        sum += of(value, 0);
      }
    }
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  private static long text(String text) {
    return text == null ? 0 : OBJECT_BYTES + text.length();
  }

  private static long of(Object value, int depth) {
    if (value instanceof String) {
      return text((String) value);
    }
    long sum = OBJECT_BYTES;
    if (value == null || depth > MAX_DEPTH) {
      return sum;
    }
    if (value instanceof Calls) {
      Calls calls = (Calls) value;
      for (int i = 0; i < calls.size(); i++) {
        sum += ROW_BYTES + text(calls.name(i));
      }
    } else if (value instanceof StackText) {
      StackText stack = (StackText) value;
      for (int i = 0; i < stack.size(); i++) {
        sum += text(stack.line(i));
      }
    } else if (value instanceof Group) {
      Group group = (Group) value;
      for (int i = 0; i < group.size(); i++) {
        sum += of(group.value(i), depth + 1);
      }
    } else if (value instanceof long[]) {
      sum += 8L * ((long[]) value).length;
    } else if (value instanceof List) {
      for (Object element : (List<?>) value) {
        sum += of(element, depth + 1);
      }
    } else if (value instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        sum += of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1);
      }
    }
    return sum;
  }
}
