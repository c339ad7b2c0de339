package io.weftline.agent.weave;

/**
 * The texts by which instrumentations know, from the constants of a class, that it may concern
 * them. Those of all instrumentations are looked up together, while the constants are read the one
 * time, and nothing is made for a constant that is none of them: that is what almost all classes
 * cost.
 *
 * <p>Thread-safe; a mark is found in classes that are read after it was made.
 */
public final class Marks {
  /** A bit each. */
  private static final int MAX_MARKS = 64;

  /** A power of two, several times as many as there are texts. */
  private static final int SLOTS = 512;

  /** The marks that are one name each, whose place among the constants is remembered. */
  static final int MAX_NAMES = 8;

  private static final int FIRST_NAME = MAX_MARKS - MAX_NAMES;

  /** Of each table: whether a class or a member of it is annotated. */
  static final Mark ANNOTATED = new Mark(1);

  /** By {@link #slot}; never changed, but replaced. */
  private volatile Text[] table = new Text[SLOTS];

  private int count = 1;
  private int names;

  public Marks() {
    add(ANNOTATED, "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations");
  }

  /**
   * A mark that classes have which name one of the texts: as the name or the descriptor of a class,
   * a member or an annotation, or as a literal.
   *
   * @param texts ASCII, not empty
   */
  public synchronized Mark any(String... texts) {
    if (count == FIRST_NAME) {
      throw new IllegalStateException("more than " + FIRST_NAME + " marks");
    }
    Mark mark = new Mark(1L << count++);
    add(mark, texts);
    return mark;
  }

  /**
   * A mark for the name of a method that many classes call and few declare: {@link
   * ClassFile#declares} tells which without another look at the constants.
   *
   * @param name ASCII, not empty
   */
  public synchronized Mark name(String name) {
    if (names == MAX_NAMES) {
      throw new IllegalStateException("more than " + MAX_NAMES + " names");
    }
    Mark mark = new Mark(1L << FIRST_NAME + names++);
    add(mark, name);
    return mark;
  }

  /** The number of the mark among them that is a name, from 0; negative if there is none. */
  static int nameOf(long bits) {
    long named = bits >>> FIRST_NAME;
    return named == 0 ? -1 : Long.numberOfTrailingZeros(named);
  }

  private void add(Mark mark, String... texts) {
    Text[] changed = table.clone();
    for (String text : texts) {
      byte[] bytes = new byte[text.length()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) text.charAt(i);
      }
      int slot = slot(bytes, 0, bytes.length);
      changed[slot] = new Text(bytes, mark.bit, changed[slot]);
    }
    table = changed;
  }

  /** The texts, for one class. */
  Text[] table() {
    return table;
  }

  /**
   * The bits of the marks that a text stands for; 0 for all others.
   *
   * @param length more than 0
   */
  static long bits(Text[] table, byte[] bytes, int from, int length) {
    long bits = 0;
    for (Text each = table[slot(bytes, from, length)]; each != null; each = each.next) {
      if (each.is(bytes, from, length)) {
        bits |= each.bit;
      }
    }
    return bits;
  }

  /** Of both ends and the length, since names differ there: no loop over the text is needed. */
  private static int slot(byte[] bytes, int from, int length) {
    return (bytes[from] * 31
            + bytes[from + length - 1] * 7
            + bytes[from + length / 2]
            + length * 67)
        & SLOTS - 1;
  }

  /** What a class may have. Immutable. */
  public static final class Mark {
    final long bit;

    private Mark(long bit) {
      this.bit = bit;
    }
  }

  /** One text and those that share its slot. Immutable. */
  static final class Text {
    private final byte[] bytes;
    private final long bit;
    private final Text next;

    private Text(byte[] bytes, long bit, Text next) {
      this.bytes = bytes;
      this.bit = bit;
      this.next = next;
    }

    private boolean is(byte[] other, int from, int length) {
      if (bytes.length != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (bytes[i] != other[from + i]) {
          return false;
        }
      }
      return true;
    }
  }
}
