package io.weftline.agent.output;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Level;
import java.util.Map;

/**
 * Writes events as JSON: the envelope in the order of the contract, then the fields, whose paths
 * become nested objects. It knows no limit but that of the envelope, each part of which is bounded
 * so that the whole always fits into a line.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class JsonEncoder {
  static final int MAX_MESSAGE_BYTES = 1024;

  /** With room for what it took and how it ended. */
  private static final int MAX_SUBJECT_BYTES = MAX_MESSAGE_BYTES - 64;

  private static final int MAX_LOGGER_BYTES = 512;
  private static final int MAX_THREAD_BYTES = 512;
  private static final int MAX_ID_BYTES = 256;
  private static final int MAX_SERVICE_BYTES = 256;
  private static final int MAX_LABELS_BYTES = 4096;
  private static final int MAX_PATH_BYTES = 128;
  private static final int MAX_PATHS = 40;

  private static final byte[] TIMESTAMP = LineBuffer.ascii("{\"timestamp\":\"");
  private static final byte[] MESSAGE = LineBuffer.ascii("\",\"message\":\"");
  private static final byte[] LOGGER = LineBuffer.ascii("\",\"logger\":\"");
  private static final byte[] TRACE = LineBuffer.ascii(",\"trace_id\":\"");
  private static final byte[] SPAN = LineBuffer.ascii(",\"span_id\":\"");
  private static final byte[] PARENT = LineBuffer.ascii(",\"parent_span_id\":\"");
  private static final byte[] REQUEST = LineBuffer.ascii(",\"request_id\":\"");
  private static final byte[] USER = LineBuffer.ascii(",\"user_id\":\"");
  private static final byte[] SESSION = LineBuffer.ascii(",\"session_id\":\"");
  private static final byte[] THREAD = LineBuffer.ascii(",\"thread\":{\"name\":\"");
  private static final byte[] THREAD_ID = LineBuffer.ascii(",\"id\":");
  private static final byte[] VIRTUAL = LineBuffer.ascii(",\"virtual\":true");
  private static final byte[] DURATION = LineBuffer.ascii(",\"duration_ms\":");
  private static final byte[] OUTCOME = LineBuffer.ascii(",\"outcome\":\"");
  private static final byte[] SLOW = LineBuffer.ascii(",\"slow\":true,\"threshold_ms\":");
  private static final byte[] STILL_RUNNING = LineBuffer.ascii(",\"still_running\":true");
  private static final byte[] TRUNCATED = LineBuffer.ascii(",\"truncated\":[");
  private static final byte[] MILLISECONDS = LineBuffer.ascii(" ms");
  private static final byte[] IS_SLOW = LineBuffer.ascii(" (slow)");
  private static final byte[] IS_RUNNING = LineBuffer.ascii(" (slow, still running)");
  private static final byte[] IS_FAILED = LineBuffer.ascii(" (failed)");
  private static final byte[] IS_BOTH = LineBuffer.ascii(" (slow, failed)");
  private static final byte[] QUOTE = LineBuffer.ascii("\"");

  private final WallClock clock;
  private final KeyTable keys = new KeyTable();
  private final EncodedTexts texts = new EncodedTexts(1 << 10);

  /** By level: it and the kind, up to the message. */
  private final EncodedTexts[] kinds = new EncodedTexts[Level.values().length];

  private final EncodedTexts subjects =
      new EncodedTexts(1 << 10) {
        @Override
        void escape(String text, LineBuffer out) {
          out.text(oneLine(text));
        }
      };

  /** Up to the number of the event. */
  private final EncodedTexts loggers;

  private final EncodedTexts threads = new EncodedTexts(1 << 8, THREAD, QUOTE);
  private final EncodedTexts outcomes = new EncodedTexts(1 << 3, OUTCOME, QUOTE);
  private final CallWriter calls = new CallWriter(texts);
  private final byte[] serviceAndSeq;
  private final byte[] labels;
  private final boolean labelsCut;

  JsonEncoder(WallClock clock, Identity identity, Map<String, String> labels) {
    this.clock = clock;
    LineBuffer work = new LineBuffer(256);
    service(work, identity);
    serviceAndSeq = work.toBytes();
    loggers = new EncodedTexts(1 << 8, LOGGER, serviceAndSeq);
    for (Level level : Level.values()) {
      byte[] before = LineBuffer.ascii("\",\"level\":\"" + level.name() + "\",\"kind\":\"");
      kinds[level.ordinal()] = new EncodedTexts(1 << 4, before, MESSAGE);
    }
    work.clear();
    labelsCut = !labels(work, labels);
    this.labels = work.toBytes();
  }

  private static void service(LineBuffer out, Identity identity) {
    out.append(LineBuffer.ascii("\",\"service\":{\"name\":\""));
    out.text(identity.serviceName, MAX_SERVICE_BYTES);
    out.append('"');
    if (identity.serviceVersion != null) {
      out.append(LineBuffer.ascii(",\"version\":\""));
      out.text(identity.serviceVersion, MAX_SERVICE_BYTES);
      out.append('"');
    }
    if (identity.serviceEnvironment != null) {
      out.append(LineBuffer.ascii(",\"environment\":\""));
      out.text(identity.serviceEnvironment, MAX_SERVICE_BYTES);
      out.append('"');
    }
    out.append(LineBuffer.ascii("},\"seq\":"));
  }

  /** Appends as many labels as fit; returns whether that was all of them. */
  private static boolean labels(LineBuffer out, Map<String, String> labels) {
    byte[] begin = LineBuffer.ascii(",\"labels\":{");
    boolean complete = true;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      int before = out.length();
      if (before == 0) {
        out.append(begin);
      } else {
        out.append(',');
      }
      out.quoted(label.getKey()).append(':').quoted(label.getValue());
      if (out.length() >= MAX_LABELS_BYTES) {
        out.cutTo(before);
        complete = false;
      }
    }
    if (out.length() > 0) {
      out.append('}');
    }
    return complete;
  }

  /** Appends the event without a line feed. */
  void encode(Event event, LineBuffer out) {
    out.append(TIMESTAMP);
    clock.append(out, event.endNanos());
    kinds[event.level().ordinal()].append(event.kind(), out);
    boolean messageCut = !message(event, out);
    String logger = event.logger();
    if (fits(logger, MAX_LOGGER_BYTES)) {
      loggers.append(logger, out);
    } else {
      out.append(LOGGER).text(logger, MAX_LOGGER_BYTES);
      out.append(serviceAndSeq);
    }
    out.number(event.seq());
    if ((event.traceIdHigh() | event.traceIdLow()) != 0) {
      out.append(TRACE).hex(event.traceIdHigh()).hex(event.traceIdLow()).append('"');
    }
    if (event.spanId() != 0) {
      out.append(SPAN).hex(event.spanId()).append('"');
    }
    if (event.parentSpanId() != 0) {
      out.append(PARENT).hex(event.parentSpanId()).append('"');
    }
    id(REQUEST, event.requestId(), out);
    id(USER, event.userId(), out);
    id(SESSION, event.sessionId(), out);
    String thread = event.threadName();
    if (thread != null) {
      if (fits(thread, MAX_THREAD_BYTES)) {
        threads.append(thread, out);
      } else {
        out.append(THREAD).text(thread, MAX_THREAD_BYTES);
        out.append(QUOTE);
      }
      if (event.threadId() != 0) {
        out.append(THREAD_ID).number(event.threadId());
      }
      if (event.threadVirtual()) {
        out.append(VIRTUAL);
      }
      out.append('}');
    }
    if (event.durationNanos() >= 0) {
      out.append(DURATION).millis(event.durationNanos(), 3);
    }
    if (event.outcome() != null) {
      outcomes.append(event.outcome(), out);
    }
    if (event.slowThresholdNanos() >= 0) {
      out.append(SLOW).millis(event.slowThresholdNanos(), 0);
    }
    if (event.isStillRunning()) {
      out.append(STILL_RUNNING);
    }
    out.append(labels);
    if (messageCut || labelsCut || event.truncated() != null) {
      truncated(event.truncated(), messageCut, out);
    }
    fields(event, out);
    out.append('}');
  }

  private static void id(byte[] key, String id, LineBuffer out) {
    if (id != null) {
      out.append(key).text(id, MAX_ID_BYTES);
      out.append('"');
    }
  }

  /** Whether so many bytes are enough for a text, whatever has to be escaped in it. */
  private static boolean fits(String text, int maxBytes) {
    return text.length() * LineBuffer.MAX_ESCAPE_BYTES <= maxBytes;
  }

  /** Appends the message, which is always there; returns whether all of it fitted. */
  private boolean message(Event event, LineBuffer out) {
    if (event.message() != null) {
      return out.text(oneLine(event.message()), MAX_MESSAGE_BYTES);
    }
    int start = out.length();
    String subject = event.subject() == null ? event.kind() : event.subject();
    boolean complete = fits(subject, MAX_SUBJECT_BYTES);
    if (complete) {
      subjects.append(subject, out);
    } else {
      complete = out.text(oneLine(subject), MAX_SUBJECT_BYTES);
    }
    long nanos = event.durationNanos();
    if (nanos >= 0) {
      if (out.length() > start) {
        out.append(' ');
      }
      shortMillis(nanos, out);
      out.append(MILLISECONDS);
    }
    boolean failed = "failure".equals(event.outcome());
    if (event.slowThresholdNanos() >= 0) {
      out.append(failed ? IS_BOTH : event.isStillRunning() ? IS_RUNNING : IS_SLOW);
    } else if (failed) {
      out.append(IS_FAILED);
    }
    return complete;
  }

  /** Whole milliseconds from 10 on, below that no more than people want to read. */
  private static void shortMillis(long nanos, LineBuffer out) {
    long millis = nanos / 1000000 + (nanos % 1000000 >= 500000 ? 1 : 0);
    if (nanos >= 10000000) {
      out.number(millis);
    } else {
      out.millis(nanos, 0);
    }
  }

  /** The text with line breaks as blanks: a message is read line by line. */
  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replace('\n', ' ').replace('\r', ' ');
  }

  private void truncated(String[] paths, boolean messageCut, LineBuffer out) {
    out.append(TRUNCATED);
    int start = out.length();
    if (messageCut) {
      path("message", start, out);
    }
    if (labelsCut) {
      path("labels", start, out);
    }
    int count = paths == null ? 0 : Math.min(paths.length, MAX_PATHS);
    for (int i = 0; i < count; i++) {
      boolean repeated = messageCut && paths[i].equals("message");
      for (int j = 0; j < i && !repeated; j++) {
        repeated = paths[i].equals(paths[j]);
      }
      if (!repeated) {
        path(paths[i], start, out);
      }
    }
    out.append(']');
  }

  private static void path(String path, int start, LineBuffer out) {
    if (out.length() > start) {
      out.append(',');
    }
    out.append('"').text(path, MAX_PATH_BYTES);
    out.append('"');
  }

  /** Appends the value of a field of objects that is not absent. */
  void value(Object value, LineBuffer out) {
    if (value instanceof Calls) {
      calls.write(out, (Calls) value);
    } else {
      ValueWriter.write(out, value);
    }
  }

  private void fields(Event event, LineBuffer out) {
    Field previous = null;
    int size = event.size();
    for (int i = 0; i < size; i++) {
      Field field = event.field(i);
      switch (field.type()) {
        case TEXT:
          out.append(keys.between(previous, field)).append('"');
          texts.append((String) event.object(i), out);
          out.append('"');
          break;
        case INTEGER:
          out.append(keys.between(previous, field)).number(event.number(i));
          break;
        case MILLIS:
          out.append(keys.between(previous, field)).millis(event.number(i), 1);
          break;
        case DECIMAL:
          double number = Double.longBitsToDouble(event.number(i));
          if (Double.isNaN(number) || Double.isInfinite(number)) {
            continue;
          }
          out.append(keys.between(previous, field)).decimal(number);
          break;
        case FLAG:
          out.append(keys.between(previous, field));
          out.append(event.number(i) != 0 ? ValueWriter.TRUE : ValueWriter.FALSE);
          break;
        default:
          if (ValueWriter.isAbsent(event.object(i))) {
            continue;
          }
          out.append(keys.between(previous, field));
          value(event.object(i), out);
          break;
      }
      previous = field;
    }
    if (previous != null) {
      out.append(keys.closing(previous));
    }
  }
}
