package io.weftline.agent.output;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Bytes of a line in the making: grows, is reused, and knows how text and numbers look in JSON.
 *
 * <p>Not thread-safe.
 */
public final class LineBuffer {
  /** No text longer than this fits into a line: what is beyond need not be encoded to know it. */
  static final int MAX_TEXT_CHARS = 16000;

  private static final int MAX_KEPT_BYTES = 1 << 18;
  static final int MAX_ESCAPE_BYTES = 6;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] LEAST_LONG = LineBuffer.ascii(Long.toString(Long.MIN_VALUE));
  private static final byte[] TENS = new byte[100];
  private static final byte[] ONES = new byte[100];

  /** For each number of thousandths how many decimals it has without zeros at the end. */
  private static final byte[] DECIMALS = new byte[1000];

  /** Of any number, its sign and what stands behind its point. */
  private static final int MAX_NUMBER_BYTES = 24;

  /** For each ASCII character 0 if it stands for itself, 'u', or the letter of its short escape. */
  private static final byte[] ESCAPES = new byte[128];

  static {
    for (int i = 0; i < 100; i++) {
      TENS[i] = (byte) ('0' + i / 10);
      ONES[i] = (byte) ('0' + i % 10);
    }
    for (int i = 0; i < 1000; i++) {
      DECIMALS[i] = (byte) (i % 10 != 0 ? 3 : i % 100 != 0 ? 2 : i != 0 ? 1 : 0);
    }
    Arrays.fill(ESCAPES, 0, 32, (byte) 'u');
    ESCAPES[127] = 'u';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\t'] = 't';
    ESCAPES['\b'] = 'b';
    ESCAPES['\f'] = 'f';
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
  }

  private byte[] bytes;
  private int length;

  public LineBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes of a text that is known to be ASCII. */
  static byte[] ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /**
   * The array behind it, of which the first {@link #length()} bytes count; valid until a change.
   */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Forgets everything; gives memory back that one giant line has taken. */
  public void clear() {
    length = 0;
    if (bytes.length > MAX_KEPT_BYTES) {
      bytes = new byte[MAX_KEPT_BYTES];
    }
  }

  /** Forgets what is behind the first {@code newLength} bytes. */
  public void cutTo(int newLength) {
    length = newLength;
  }

  /** What is there as a text of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  public LineBuffer append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  public LineBuffer append(byte[] source) {
    return append(source, 0, source.length);
  }

  public LineBuffer append(byte[] source, int from, int to) {
    int count = to - from;
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends a text in quotes, escaped. */
  public LineBuffer quoted(String text) {
    append('"');
    text(text);
    return append('"');
  }

  /**
   * Appends a text, escaped, without quotes: at most {@value #MAX_TEXT_CHARS} characters of it,
   * which already are more than a line may have.
   */
  public LineBuffer text(String text) {
    int count = Math.min(text.length(), MAX_TEXT_CHARS);
    reserve(count);
    // Measured: copying the characters into an array first makes this a tenth slower.
    byte[] to = bytes;
    int start = length;
    int i = 0;
    while (i < count) {
      char c = text.charAt(i);
      if (c >= 128 || ESCAPES[c] != 0) {
        break;
      }
      to[start + i] = (byte) c;
      i++;
    }
    length = start + i;
    if (i < count) {
      reserve((count - i) * MAX_ESCAPE_BYTES);
      while (i < count) {
        i += one(text.charAt(i), i + 1 < count ? text.charAt(i + 1) : 0);
      }
    }
    return this;
  }

  /**
   * Appends what fits into {@code maxBytes} of a text, escaped, without quotes.
   *
   * @return whether that was all of it
   */
  public boolean text(String text, int maxBytes) {
    int start = length;
    int size = text.length();
    if (size <= maxBytes) {
      text(text);
      if (length - start <= maxBytes) {
        return true;
      }
      length = start;
    }
    int i = 0;
    while (i < size) {
      reserve(MAX_ESCAPE_BYTES);
      int before = length;
      int used = one(text.charAt(i), i + 1 < size ? text.charAt(i + 1) : 0);
      if (length - start > maxBytes) {
        length = before;
        return false;
      }
      i += used;
    }
    return true;
  }

  /** Appends one character; there is room for it. Returns how many chars that took. */
  private int one(char c, char next) {
    byte[] to = bytes;
    int at = length;
    if (c < 128) {
      byte escape = ESCAPES[c];
      if (escape == 0) {
        to[length++] = (byte) c;
      } else if (escape == 'u') {
        unicode(c);
      } else {
        to[at] = '\\';
        to[at + 1] = escape;
        length = at + 2;
      }
      return 1;
    }
    if (c < 0x800) {
      if (c < 0xa0 || c == 0x61c) {
        unicode(c);
      } else {
        to[at] = (byte) (0xc0 | c >> 6);
        to[at + 1] = (byte) (0x80 | c & 0x3f);
        length = at + 2;
      }
      return 1;
    }
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
      int point = Character.toCodePoint(c, next);
      to[at] = (byte) (0xf0 | point >> 18);
      to[at + 1] = (byte) (0x80 | point >> 12 & 0x3f);
      to[at + 2] = (byte) (0x80 | point >> 6 & 0x3f);
      to[at + 3] = (byte) (0x80 | point & 0x3f);
      length = at + 4;
      return 2;
    }
    if (isSeparatorOrDirection(c)) {
      unicode(c);
      return 1;
    }
    int written = Character.isSurrogate(c) ? 0xfffd : c;
    to[at] = (byte) (0xe0 | written >> 12);
    to[at + 1] = (byte) (0x80 | written >> 6 & 0x3f);
    to[at + 2] = (byte) (0x80 | written & 0x3f);
    length = at + 3;
    return 1;
  }

  /** Line and paragraph separators, and what turns the direction of the text around it. */
  private static boolean isSeparatorOrDirection(char c) {
    return c >= 0x200e && c <= 0x2069 && (c <= 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066);
  }

  private void unicode(char c) {
    byte[] to = bytes;
    int at = length;
    to[at] = '\\';
    to[at + 1] = 'u';
    to[at + 2] = HEX[c >> 12];
    to[at + 3] = HEX[c >> 8 & 15];
    to[at + 4] = HEX[c >> 4 & 15];
    to[at + 5] = HEX[c & 15];
    length = at + 6;
  }

  public LineBuffer number(long number) {
    if (number >= 0 && number < 10) {
      return append((char) ('0' + number));
    }
    if (number < 0) {
      if (number == Long.MIN_VALUE) {
        return append(LEAST_LONG);
      }
      append('-');
      return number(-number);
    }
    int digits = digits(number);
    reserve(digits);
    int at = length + digits;
    length = at;
    long rest = number;
    while (rest >= 100) {
      long quotient = rest / 100;
      int pair = (int) (rest - quotient * 100);
      bytes[--at] = ONES[pair];
      bytes[--at] = TENS[pair];
      rest = quotient;
    }
    bytes[--at] = ONES[(int) rest];
    if (rest >= 10) {
      bytes[--at] = TENS[(int) rest];
    }
    return this;
  }

  private static int digits(long number) {
    int digits = 1;
    long bound = 10;
    while (digits < 19 && number >= bound) {
      digits++;
      bound *= 10;
    }
    return digits;
  }

  /** Appends 16 hexadecimal digits. */
  LineBuffer hex(long number) {
    reserve(16);
    int at = length;
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[at++] = HEX[(int) (number >>> shift) & 15];
    }
    length = at;
    return this;
  }

  /** Appends nanoseconds as milliseconds with three decimals, of which zeros at the end go. */
  LineBuffer millis(long nanos, int leastDecimals) {
    if (nanos < 0) {
      append('-');
      return millis(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos, leastDecimals);
    }
    long micros = nanos / 1000;
    if (nanos - micros * 1000 >= 500) {
      micros++;
    }
    return thousandths(micros, leastDecimals);
  }

  /** Appends a number of thousandths that is not negative. */
  private LineBuffer thousandths(long thousandths, int leastDecimals) {
    reserve(MAX_NUMBER_BYTES);
    long whole = thousandths / 1000;
    if (whole < 10) {
      bytes[length++] = (byte) ('0' + whole);
    } else {
      number(whole);
    }
    int rest = (int) (thousandths - whole * 1000);
    if (rest == 0 && leastDecimals == 0) {
      return this;
    }
    int decimals = Math.max(DECIMALS[rest], leastDecimals);
    byte[] to = bytes;
    int at = length;
    int tenths = rest / 10;
    to[at] = '.';
    to[at + 1] = TENS[tenths];
    to[at + 2] = ONES[tenths];
    to[at + 3] = (byte) ('0' + rest - tenths * 10);
    length = at + 1 + decimals;
    return this;
  }

  /** Appends a finite number, always with a decimal point: some readers tell types apart by it. */
  LineBuffer decimal(double number) {
    double size = Math.abs(number);
    if (size < 1e12) {
      long thousandths = Math.round(size * 1e3);
      if (thousandths / 1e3 == size) {
        if (number < 0) {
          append('-');
        }
        return thousandths(thousandths, 1);
      }
    }
    String text = Double.toString(number);
    // An exponent is JSON, but not what people and simple tools expect of a short duration.
    boolean small = size < 1e-3 && size >= 1e-9;
    return append(ascii(small ? new BigDecimal(text).toPlainString() : text));
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
