package io.weftline.agent.http;

/**
 * The header {@code traceparent} of W3C Trace Context, level 2: {@code
 * 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. One that is not exactly as it must be
 * is none: a trace begins anew.
 *
 * <p>Immutable.
 */
public final class TraceParent {
  public static final String NAME = "traceparent";
  public static final String STATE = "tracestate";

  private static final int LENGTH = 55;
  private static final int MAX_LENGTH = 512;
  private static final int MAX_STATE = 512;

  public final long traceHigh;
  public final long traceLow;
  public final long parent;

  /** Whether who sent it keeps what is recorded of the trace. */
  public final boolean isSampled;

  private TraceParent(long traceHigh, long traceLow, long parent, boolean isSampled) {
    this.isSampled = isSampled;
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.parent = parent;
  }

  /** Null if there is none that can be believed. */
  public static TraceParent of(String header) {
    if (header == null || header.length() < LENGTH || header.length() > MAX_LENGTH) {
      return null;
    }
    // A newer version may have more to say after another dash, but not otherwise.
    boolean first = header.startsWith("00");
    if (first && header.length() != LENGTH
        || header.length() > LENGTH && header.charAt(LENGTH) != '-'
        || header.startsWith("ff")
        || header.charAt(2) != '-'
        || header.charAt(35) != '-'
        || header.charAt(52) != '-'
        || !isHex(header, 0, 2)
        || !isHex(header, 3, 35)
        || !isHex(header, 36, 52)
        || !isHex(header, 53, 55)) {
      return null;
    }
    long high = number(header, 3);
    long low = number(header, 19);
    long parent = number(header, 36);
    boolean isSampled = (Character.digit(header.charAt(54), 16) & 1) != 0;
    return (high | low) == 0 || parent == 0 ? null : new TraceParent(high, low, parent, isSampled);
  }

  /** The header {@code tracestate} if it may be sent on, else null. */
  public static String state(String header) {
    if (header == null || header.isEmpty() || header.length() > MAX_STATE) {
      return null;
    }
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c < ' ' && c != '\t' || c > '~') {
        return null;
      }
    }
    return header;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static long number(String text, int from) {
    long number = 0;
    for (int i = from; i < from + 16; i++) {
      number = number << 4 | Character.digit(text.charAt(i), 16);
    }
    return number;
  }
}
