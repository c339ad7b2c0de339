package io.weftline.bootstrap;

/**
 * What a node of the call tree stands for: a method, a query, a call to a neighbour. One instance
 * for each distinct thing, compared by identity.
 *
 * <p>Immutable.
 */
public class Operation {
  /** Values of {@link #kind}; the event's call tree uses the same. */
  public static final byte METHOD = 0;

  public static final byte QUERY = 1;

  /** In full: {@code com.acme.Order.place}, or a query's summary. */
  public final String name;

  /** As it stands in a call tree: {@code Order.place}. */
  public final String label;

  public final byte kind;

  /** The id of the query, else null. */
  public final String id;

  public Operation(String name, String label, byte kind, String id) {
    this.name = name;
    this.label = label;
    this.kind = kind;
    this.id = id;
  }

  @Override
  public final String toString() {
    return name;
  }
}
