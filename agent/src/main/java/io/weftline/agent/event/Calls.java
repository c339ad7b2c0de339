package io.weftline.agent.event;

import java.util.List;

/**
 * The call tree below a slow call, flat, in the order in which it ran: {@code calls[]} of the
 * contract. Plain arrays, since a tree of hundreds of nodes as objects would be garbage.
 *
 * <p>Filled by the thread that makes the event and not changed afterwards.
 */
public final class Calls {
  public static final byte METHOD = 0;
  public static final byte QUERY = 1;
  public static final byte HTTP = 2;
  public static final byte WAIT = 3;

  private static final int NUMBERS = 4;

  private final int size;
  private final String[] names;
  private String[] queryIds;
  private String[] errors;
  private final byte[] kinds;
  private final int[] depths;
  private final long[] numbers;

  public Calls(int size) {
    this.size = size;
    names = new String[size];
    kinds = new byte[size];
    depths = new int[size];
    numbers = new long[size * NUMBERS];
  }

  /**
   * Sets the row {@code index}; times are in nanoseconds, {@code startNanos} from the start of the
   * slow call.
   *
   * @param depth 0 for a child of the slow call
   * @param count how many equal siblings the row stands for, 1 or more
   * @param queryId or null
   * @param error class name of what left the call, or null
   */
  public void set(
      int index,
      int depth,
      String name,
      byte kind,
      long startNanos,
      long durationNanos,
      long selfNanos,
      long count,
      String queryId,
      String error) {
    names[index] = name;
    // Most trees have neither.
    if (queryId != null) {
      queryIds = queryIds == null ? new String[size] : queryIds;
      queryIds[index] = queryId;
    }
    if (error != null) {
      errors = errors == null ? new String[size] : errors;
      errors[index] = error;
    }
    kinds[index] = kind;
    depths[index] = depth;
    int at = index * NUMBERS;
    numbers[at] = startNanos;
    numbers[at + 1] = durationNanos;
    numbers[at + 2] = selfNanos;
    numbers[at + 3] = count;
  }

  /** Several trees one after the other, up to so many rows. */
  public static Calls join(List<Calls> all, int maxRows) {
    int size = 0;
    for (Calls each : all) {
      size += each.size;
    }
    Calls joined = new Calls(Math.min(size, maxRows));
    int row = 0;
    for (Calls each : all) {
      for (int i = 0; i < each.size && row < joined.size; i++) {
        joined.set(
            row++,
            each.depth(i),
            each.name(i),
            each.kind(i),
            each.startNanos(i),
            each.durationNanos(i),
            each.selfNanos(i),
            each.count(i),
            each.queryId(i),
            each.error(i));
      }
    }
    return joined;
  }

  public int size() {
    return size;
  }

  public int depth(int index) {
    return depths[index];
  }

  public String name(int index) {
    return names[index];
  }

  public byte kind(int index) {
    return kinds[index];
  }

  public long startNanos(int index) {
    return numbers[index * NUMBERS];
  }

  public long durationNanos(int index) {
    return numbers[index * NUMBERS + 1];
  }

  public long selfNanos(int index) {
    return numbers[index * NUMBERS + 2];
  }

  public long count(int index) {
    return numbers[index * NUMBERS + 3];
  }

  /** The id of the query, or null. */
  public String queryId(int index) {
    return queryIds == null ? null : queryIds[index];
  }

  /** The class of what left the call, or null. */
  public String error(int index) {
    return errors == null ? null : errors[index];
  }
}
