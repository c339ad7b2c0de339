package io.weftline.agent.redact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/**
 * What is written of a value that has been bound to a parameter. Only values of JDK types whose
 * methods are known are asked for their text; of everything else there is the name of its class.
 *
 * <p>Immutable and thread-safe. Never throws, and never calls a method of the application's.
 */
public final class ParameterText {
  /** How long a text may be; one that has been cut ends with {@code …}. */
  public static final int MAX_CHARS = 256;

  /**
   * Twice as much, for a secret that begins before the cut to be recognised, and that it is cut.
   */
  private static final int MAX_KEPT_CHARS = 2 * MAX_CHARS + 1;

  private static final int MAX_NUMBER_BITS = 1_024;
  private static final int MAX_NAME_CHARS = 100;

  /**
   * Classes whose text may be asked for, by name, so that none is loaded for it and JVMs without
   * {@code java.sql} do. Nobody but the JDK can define classes in these packages. The class has to
   * be exactly this one: some of them have subclasses.
   */
  private static final Set<String> PLAIN =
      new HashSet<String>(
          Arrays.asList(
              "java.lang.Boolean",
              "java.lang.Byte",
              "java.lang.Short",
              "java.lang.Integer",
              "java.lang.Long",
              "java.lang.Float",
              "java.lang.Double",
              "java.lang.Character",
              "java.util.UUID",
              "java.util.Date",
              "java.sql.Date",
              "java.sql.Time",
              "java.sql.Timestamp",
              "java.time.Instant",
              "java.time.LocalDate",
              "java.time.LocalTime",
              "java.time.LocalDateTime",
              "java.time.OffsetTime",
              "java.time.OffsetDateTime",
              "java.time.ZonedDateTime",
              "java.time.Year",
              "java.time.YearMonth",
              "java.time.MonthDay",
              "java.time.Duration",
              "java.time.Period"));

  private final Redactor redactor;

  public ParameterText(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * The value as it may be written.
   *
   * @param column that it is compared with or assigned to, or null if that is not known
   * @param value may be null
   */
  public String of(String column, Object value) {
    if (value == null) {
      return "null";
    }
    if (redactor.isSecret(column)) {
      return Redactor.REDACTED;
    }
    Class<?> type = value.getClass();
    if (type == String.class) {
      return redactor.text((String) value, MAX_CHARS);
    }
    if (type == Description.class) {
      return ((Description) value).text;
    }
    if (type == byte[].class) {
      return "byte[" + ((byte[]) value).length + ']';
    }
    if (PLAIN.contains(type.getName()) || isShortNumber(type, value)) {
      return plain(type, value);
    }
    return simpleName(type);
  }

  /**
   * What is to be kept of a value until it is written: itself if it is one of the JDK's, else what
   * it is, so that nothing of the application's is held on to.
   *
   * @param length how much of a stream is to be read, or null if that is not known
   */
  public Object kept(Object value, Object length) {
    if (value == null
        || value.getClass() == String.class
        || PLAIN.contains(value.getClass().getName())
        || isShortNumber(value.getClass(), value)) {
      return copy(value);
    }
    Class<?> type = value.getClass();
    if (type == byte[].class) {
      return new Description(of(null, value));
    }
    String name = simpleName(type);
    boolean known =
        (length instanceof Integer || length instanceof Long) && ((Number) length).longValue() >= 0;
    return new Description(known ? name + '[' + length + ']' : name);
  }

  /** Dates change, and of a long text no more is kept than is written. */
  private static Object copy(Object value) {
    if (value instanceof Date) {
      return ((Date) value).clone();
    }
    if (value instanceof String && ((String) value).length() > MAX_KEPT_CHARS) {
      // A copy of its own since Java 7: the long one can go.
      return ((String) value).substring(0, MAX_KEPT_CHARS);
    }
    return value;
  }

  /** What a value was that is not kept. */
  private static final class Description {
    final String text;

    Description(String text) {
      this.text = text;
    }
  }

  private String plain(Class<?> type, Object value) {
    try {
      return redactor.text(value.toString(), MAX_CHARS);
    } catch (RuntimeException e) {
      // A date that its calendar cannot tell. What it is can be said all the same.
      return simpleName(type);
    }
  }

  /** Whether it is one of the large numbers, and not so large that its text takes long to make. */
  private static boolean isShortNumber(Class<?> type, Object value) {
    if (type == BigInteger.class) {
      return ((BigInteger) value).bitLength() <= MAX_NUMBER_BITS;
    }
    return type == BigDecimal.class
        && ((BigDecimal) value).unscaledValue().bitLength() <= MAX_NUMBER_BITS;
  }

  /** Made of the name: {@link Class#getSimpleName()} throws for what some compilers make. */
  private static String simpleName(Class<?> type) {
    StringBuilder brackets = new StringBuilder(2);
    Class<?> element = type;
    while (element.isArray()) {
      brackets.append("[]");
      element = element.getComponentType();
    }
    String name = element.getName();
    int end = name.indexOf('/');
    end = end < 0 ? name.length() : end;
    String simple = name.substring(name.lastIndexOf('.', end - 1) + 1, end);
    int nested = simple.lastIndexOf('$');
    if (nested > 0
        && nested + 1 < simple.length()
        && Character.isLetter(simple.charAt(nested + 1))) {
      simple = simple.substring(nested + 1);
    }
    if (simple.length() > MAX_NAME_CHARS) {
      simple = simple.substring(0, MAX_NAME_CHARS) + Redactor.CUT;
    }
    return simple + brackets;
  }
}
