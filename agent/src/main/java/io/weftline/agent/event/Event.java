package io.weftline.agent.event;

import java.util.Arrays;

/**
 * Something that happened, ready to be written: the envelope as plain fields, everything else as
 * named {@link Field}s. It holds text and numbers only, never an object of the application.
 *
 * <p>Made and filled by one thread, then handed to an {@link EventSink} and not touched again.
 */
public final class Event {
  private static final int MAX_MESSAGE_CHARS = 1024;
  private static final int BYTE = 8;

  private Level level;
  private final String kind;
  private String logger;
  private final long endNanos;

  private String message;
  private String subject;
  private String threadName;
  private long threadId;
  private boolean threadVirtual;
  private long durationNanos = -1;
  private String outcome;
  private long slowThresholdNanos = -1;
  private long seq;
  private int weight;
  private long traceIdHigh;
  private long traceIdLow;
  private long spanId;
  private long parentSpanId;
  private String requestId;
  private String userId;
  private String sessionId;
  private boolean stillRunning;
  private String[] truncated;

  /** The fields by rank, each with the index of its value: small, since every request has one. */
  private char[] places;

  private Object[] objects;
  private long[] numbers;
  private short size;
  private short objectCount;
  private short numberCount;

  /**
   * @param endNanos when it ended, as {@link System#nanoTime()}
   * @param capacity how many fields are expected below the envelope, about half of them numbers
   */
  public Event(Level level, String kind, String logger, long endNanos, int capacity) {
    this.level = level;
    this.kind = kind;
    this.logger = logger;
    this.endNanos = endNanos;
    places = new char[capacity];
    objects = new Object[capacity / 2 + 1];
    numbers = new long[capacity / 2 + 1];
  }

  /** Takes another level than it was made with. */
  public Event level(Level other) {
    level = other;
    return this;
  }

  /** Takes another logger than it was made with. */
  public Event logger(String other) {
    logger = other;
    return this;
  }

  /** The whole message; cut to 1 KiB when written. */
  public Event message(String text) {
    message = text.length() > MAX_MESSAGE_CHARS ? text.substring(0, MAX_MESSAGE_CHARS) : text;
    return this;
  }

  /**
   * What the message begins with: the rest ({@code 812 ms (slow, failed)}) is made of duration,
   * threshold and outcome by the thread that writes.
   */
  public Event subject(String text) {
    subject = text;
    return this;
  }

  public Event thread(String name, long id, boolean virtual) {
    threadName = name;
    threadId = id;
    threadVirtual = virtual;
    return this;
  }

  /**
   * @param outcome {@code success}, {@code failure} or {@code unknown}
   */
  public Event timed(long durationNanos, String outcome) {
    this.durationNanos = durationNanos;
    this.outcome = outcome;
    return this;
  }

  /** Says that it passed its threshold. */
  public Event slow(long thresholdNanos) {
    slowThresholdNanos = thresholdNanos;
    return this;
  }

  /** The ids of the unit of work; 0 for those it has not. */
  public Event trace(long traceIdHigh, long traceIdLow, long spanId, long parentSpanId) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.parentSpanId = parentSpanId;
    return this;
  }

  /** Who asked for it, as the application's own logs may have it; null for what is not known. */
  public Event asked(String requestId, String userId, String sessionId) {
    this.requestId = requestId;
    this.userId = userId;
    this.sessionId = sessionId;
    return this;
  }

  /** Says that it has not ended: the duration is the one so far. */
  public Event stillRunning() {
    stillRunning = true;
    return this;
  }

  /** Adds a text; nothing if it is null. */
  public Event put(Field field, String text) {
    if (text != null) {
      int at = claim(field, Field.Type.TEXT);
      objects[at] = text;
    }
    return this;
  }

  /** Adds a text of at most so many characters, and says so if it was cut. */
  public Event put(Field field, String text, int maxChars) {
    if (text != null && text.length() > maxChars) {
      truncated(field.path());
      int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
      return put(field, text.substring(0, end));
    }
    return put(field, text);
  }

  /** Adds an integer, or nanoseconds if the field is one of milliseconds. */
  public Event put(Field field, long number) {
    int at = claim(field, field.type());
    numbers[at] = number;
    return this;
  }

  public Event put(Field field, double number) {
    int at = claim(field, Field.Type.DECIMAL);
    numbers[at] = Double.doubleToRawLongBits(number);
    return this;
  }

  public Event put(Field field, boolean flag) {
    int at = claim(field, Field.Type.FLAG);
    numbers[at] = flag ? 1 : 0;
    return this;
  }

  /** Adds an object of one of the types that {@link Field.Type#OBJECT} lists; nothing if null. */
  public Event object(Field field, Object value) {
    if (value != null) {
      int at = claim(field, Field.Type.OBJECT);
      objects[at] = value;
    }
    return this;
  }

  /** Adds a path to those that were cut. */
  public Event truncated(String path) {
    int length = truncated == null ? 0 : truncated.length;
    truncated = truncated == null ? new String[1] : Arrays.copyOf(truncated, length + 1);
    truncated[length] = path;
    return this;
  }

  /** Called once by the sink that counts it. */
  public void seq(long number) {
    seq = number;
  }

  /** Called once by the sink that bounds what waits: about how many bytes it holds in memory. */
  public void weight(int bytes) {
    weight = bytes;
  }

  /** Where the value goes: its index among the objects or the numbers. */
  private int claim(Field field, Field.Type type) {
    if (field.type() != type) {
      throw new IllegalArgumentException(field + " is " + field.type() + ", not " + type);
    }
    int rank = field.rank();
    int at = size;
    while (at > 0 && places[at - 1] >>> BYTE >= rank) {
      if (places[at - 1] >>> BYTE == rank) {
        return slot(at - 1);
      }
      at--;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2 + 4);
    }
    System.arraycopy(places, at, places, at + 1, size - at);
    size++;
    int slot = field.isObject() ? newObject() : newNumber();
    places[at] = (char) (rank << BYTE | slot);
    return slot;
  }

  private int newObject() {
    if (objectCount == objects.length) {
      objects = Arrays.copyOf(objects, objectCount * 2);
    }
    return objectCount++;
  }

  private int newNumber() {
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, numberCount * 2);
    }
    return numberCount++;
  }

  private int slot(int index) {
    return places[index] & 0xff;
  }

  public Level level() {
    return level;
  }

  public String kind() {
    return kind;
  }

  public String logger() {
    return logger;
  }

  /** When it ended, as {@link System#nanoTime()}. */
  public long endNanos() {
    return endNanos;
  }

  /** The whole message, or null if it is to be made from the {@link #subject()}. */
  public String message() {
    return message;
  }

  public String subject() {
    return subject;
  }

  /** Null for events that no thread of the application made. */
  public String threadName() {
    return threadName;
  }

  /** 0 if unknown. */
  public long threadId() {
    return threadId;
  }

  public boolean threadVirtual() {
    return threadVirtual;
  }

  /** Negative if the kind is not timed. */
  public long durationNanos() {
    return durationNanos;
  }

  public String outcome() {
    return outcome;
  }

  /** Negative if it was not slow. */
  public long slowThresholdNanos() {
    return slowThresholdNanos;
  }

  /** 0 until a sink has counted it. */
  public long seq() {
    return seq;
  }

  /** 0 until a sink has weighed it. */
  public int weight() {
    return weight;
  }

  public long traceIdHigh() {
    return traceIdHigh;
  }

  public long traceIdLow() {
    return traceIdLow;
  }

  public long spanId() {
    return spanId;
  }

  public long parentSpanId() {
    return parentSpanId;
  }

  public String requestId() {
    return requestId;
  }

  public String userId() {
    return userId;
  }

  public String sessionId() {
    return sessionId;
  }

  public boolean isStillRunning() {
    return stillRunning;
  }

  /** The paths that were cut, or null. */
  public String[] truncated() {
    return truncated;
  }

  /** How many fields there are below the envelope. */
  public int size() {
    return size;
  }

  public Field field(int index) {
    return Field.of(places[index] >>> BYTE);
  }

  /** The value of a field of type TEXT or OBJECT; null for one of another type. */
  public Object object(int index) {
    return field(index).isObject() ? objects[slot(index)] : null;
  }

  /** The value of a field of another type; 0 for one that is an object. */
  public long number(int index) {
    return field(index).isObject() ? 0 : numbers[slot(index)];
  }

  /** How many of the values are objects. */
  public int objectCount() {
    return objectCount;
  }

  /** One of them, in the order in which they were added. */
  public Object objectAdded(int number) {
    return objects[number];
  }
}
