package io.weftline.agent.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A nested object of a few named values in the order in which they were added. Names are single
 * keys, not paths. A value that is {@code null} is left out; so is an empty group.
 *
 * <p>Not thread-safe: made by one thread, then handed over with its event.
 */
public final class Group {
  private final List<String> names = new ArrayList<String>();
  private final List<Object> values = new ArrayList<Object>();

  /** Adds a value of one of the types that {@link Field.Type#OBJECT} lists. */
  public Group put(String name, Object value) {
    if (value != null) {
      names.add(name);
      values.add(value);
    }
    return this;
  }

  /** Adds nanoseconds as milliseconds with three decimals. */
  public Group millis(String name, long nanos) {
    return put(name, Math.round(nanos / 1e3) / 1e3);
  }

  public int size() {
    return names.size();
  }

  public String name(int index) {
    return names.get(index);
  }

  public Object value(int index) {
    return values.get(index);
  }

  /** Puts another value in the place of the one at {@code index}. */
  public void replace(int index, Object value) {
    values.set(index, value);
  }
}
