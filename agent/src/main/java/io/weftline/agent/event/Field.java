package io.weftline.agent.event;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place in an event below the envelope: the dotted path of the contract, the type of its value
 * and its rank. Fields of one event are kept by rank, so that what belongs to one group stands
 * together whoever adds it, in whatever order.
 *
 * <p>Immutable; compared by identity. Made once, as constants.
 */
public final class Field {

  /** What the value of a field is, and how it is kept in an {@link Event}. */
  public enum Type {
    /** A {@link String}. */
    TEXT,
    /** A {@code long}, written as it is. */
    INTEGER,
    /** A {@code long} of nanoseconds, written in milliseconds with three decimals. */
    MILLIS,
    /** A {@code double} in its bits; absent if it is not finite. */
    DECIMAL,
    /** A {@code boolean}. */
    FLAG,
    /**
     * An object: {@link String}, {@link Long}, {@link Integer}, {@link Double}, {@link Boolean},
     * {@link Group}, {@link Calls}, {@link StackText}, {@code long[]}, a {@link java.util.Map} from
     * strings to such, or a {@link java.util.List} of such.
     */
    OBJECT
  }

  /** An event has a byte for the rank of a field. */
  private static final int MAX_FIELDS = 256;

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Field[] BY_RANK = new Field[MAX_FIELDS];

  private final String path;
  private final Type type;
  private final boolean isObject;
  private final int rank = MADE.getAndIncrement();

  private Field(String path, Type type) {
    this.path = path;
    this.type = type;
    isObject = type == Type.TEXT || type == Type.OBJECT;
  }

  /** The field of a rank; for events, which were given it as a field before. */
  static Field of(int rank) {
    return BY_RANK[rank];
  }

  private static Field made(String path, Type type) {
    Field field = new Field(path, type);
    BY_RANK[field.rank] = field;
    return field;
  }

  public static Field text(String path) {
    return made(path, Type.TEXT);
  }

  public static Field integer(String path) {
    return made(path, Type.INTEGER);
  }

  public static Field millis(String path) {
    return made(path, Type.MILLIS);
  }

  public static Field decimal(String path) {
    return made(path, Type.DECIMAL);
  }

  public static Field flag(String path) {
    return made(path, Type.FLAG);
  }

  public static Field object(String path) {
    return made(path, Type.OBJECT);
  }

  /** The dotted path: {@code db.query.text}. */
  public String path() {
    return path;
  }

  public Type type() {
    return type;
  }

  /** Whether the value is an object and no number. */
  boolean isObject() {
    return isObject;
  }

  /** Smaller than that of every field made later, from 0 and dense: it can index an array. */
  public int rank() {
    return rank;
  }

  @Override
  public String toString() {
    return path;
  }
}
