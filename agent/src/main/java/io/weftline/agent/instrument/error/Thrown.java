package io.weftline.agent.instrument.error;

import java.util.Arrays;

/**
 * A throwable as it was read: each of its getters is called when first needed, at most once, and
 * whatever it throws or however much it returns is contained here. Nothing else of it is ever
 * called, not even {@code toString} or {@code hashCode}.
 *
 * <p>Confined to the call that reads it; keeps the throwable alive and so never outlives that call.
 */
final class Thrown {
  /** Characters of a message that are looked at; twice what is written, for the cleaner. */
  static final int MAX_READ_CHARS = 16 * 1024;

  /** Twice what the JVM records by default ({@code MaxJavaStackTraceDepth}). */
  private static final int MAX_READ_FRAMES = 2048;

  private static final int MAX_READ_SUPPRESSED = 32;
  private static final int MAX_TYPE_CHARS = 1000;
  private static final String SQL_EXCEPTION = "java.sql.SQLException";
  private static final StackTraceElement[] NO_FRAMES = {};
  private static final Thrown[] NONE = {};

  private final Throwable throwable;
  private final ThrownGraph graph;
  private final String type;

  /** Place among those that the unit has seen, or negative; for {@link Lineage}. */
  int seenIndex = -1;

  /** Whether its message may quote a driver's; for {@link SafeMessages}. */
  boolean driverText;

  private String message;
  private boolean messageRead;
  private Thrown cause;
  private boolean causeRead;
  private Thrown[] suppressed;
  private StackTraceElement[] frames;
  private int frameCount;
  private String sqlCodes;
  private boolean sqlCodesRead;

  Thrown(Throwable throwable, ThrownGraph graph) {
    this.throwable = throwable;
    this.graph = graph;
    type = OneLine.cut(throwable.getClass().getName(), MAX_TYPE_CHARS);
  }

  Throwable throwable() {
    return throwable;
  }

  /** The binary name of its class. */
  String type() {
    return type;
  }

  /** The name without the package; of nested classes with the outer one. */
  String shortType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Whether its class or one above has this binary name. */
  boolean isA(String typeName) {
    for (Class<?> c = throwable.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals(typeName)) {
        return true;
      }
    }
    return false;
  }

  /** By name: the module {@code java.sql} need not be in this JVM. */
  boolean isSql() {
    return isA(SQL_EXCEPTION);
  }

  /** What it says of itself, cut but not cleaned; or null. Never to be written as it is. */
  String message() {
    if (!messageRead) {
      messageRead = true;
      try {
        message = OneLine.cut(throwable.getMessage(), MAX_READ_CHARS);
      } catch (Throwable t) {
        // Foreign code: its failure is told where its message would stand.
        message = "(getMessage() threw " + t.getClass().getName() + ')';
      }
    }
    return message;
  }

  /** What caused it, or null; may be itself if it says so. */
  Thrown cause() {
    if (!causeRead) {
      causeRead = true;
      try {
        cause = graph.of(throwable.getCause());
      } catch (Throwable t) {
        // Foreign code: one that cannot tell its cause has none for us.
        cause = null;
      }
    }
    return cause;
  }

  Thrown[] suppressed() {
    if (suppressed == null) {
      suppressed = NONE;
      try {
        Throwable[] given = throwable.getSuppressed();
        int length = given == null ? 0 : Math.min(given.length, MAX_READ_SUPPRESSED);
        if (length == 0) {
          return suppressed;
        }
        Thrown[] read = new Thrown[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
          Thrown next = graph.of(given[i]);
          if (next != null) {
            read[size++] = next;
          }
        }
        suppressed = Arrays.copyOf(read, size);
      } catch (Throwable t) {
        // Foreign code (the method is final, but the list in it may come from deserialisation).
        suppressed = NONE;
      }
    }
    return suppressed;
  }

  /** Whether it has neither a cause nor anything suppressed. */
  boolean isAlone() {
    return cause() == null && suppressed().length == 0;
  }

  /** Its frames, innermost first, none null; a copy that nobody changes. */
  StackTraceElement[] frames() {
    if (frames == null) {
      frames = NO_FRAMES;
      try {
        StackTraceElement[] given = throwable.getStackTrace();
        if (given != null) {
          frameCount = given.length;
          frames = withoutNulls(Arrays.copyOf(given, Math.min(given.length, MAX_READ_FRAMES)));
        }
      } catch (Throwable t) {
        // Foreign code: one that cannot tell its stack has none for us.
        frames = NO_FRAMES;
        frameCount = 0;
      }
    }
    return frames;
  }

  /** How many frames there were before any was left out. */
  int frameCount() {
    return Math.max(frameCount, frames().length);
  }

  /** {@code SQLState 23505, vendor code 0}, or null if it is not a driver's. */
  String sqlCodes() {
    if (!sqlCodesRead) {
      sqlCodesRead = true;
      sqlCodes = isSql() ? SqlCodes.of(throwable) : null;
    }
    return sqlCodes;
  }

  private static StackTraceElement[] withoutNulls(StackTraceElement[] read) {
    int size = 0;
    for (StackTraceElement frame : read) {
      if (frame != null) {
        read[size++] = frame;
      }
    }
    return size == read.length ? read : Arrays.copyOf(read, size);
  }
}
