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

  private static final AtomicInteger MADE = new AtomicInteger();

  private final String path;
  private final Type type;
  private final int rank = MADE.getAndIncrement();

  private Field(String path, Type type) {
    this.path = path;
    this.type = type;
  }

  public static Field text(String path) {
    return new Field(path, Type.TEXT);
  }

  public static Field integer(String path) {
    return new Field(path, Type.INTEGER);
  }

  public static Field millis(String path) {
    return new Field(path, Type.MILLIS);
  }

  public static Field decimal(String path) {
    return new Field(path, Type.DECIMAL);
  }

  public static Field flag(String path) {
    return new Field(path, Type.FLAG);
  }

  public static Field object(String path) {
    return new Field(path, Type.OBJECT);
  }

  /** The dotted path: {@code db.query.text}. */
  public String path() {
    return path;
  }

  public Type type() {
    return type;
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
