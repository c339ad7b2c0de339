package io.weftline.agent.output;

import io.weftline.agent.event.Calls;

/**
 * Writes call trees, the longest part of most lines that have one.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class CallWriter {
  private static final byte[] FIRST = LineBuffer.ascii("{\"depth\":");
  private static final byte[] FURTHER = LineBuffer.ascii(",{\"depth\":");
  private static final byte[] NAME = LineBuffer.ascii(",\"name\":\"");
  private static final byte[] DURATION = LineBuffer.ascii(",\"duration_ms\":");
  private static final byte[] SELF = LineBuffer.ascii(",\"self_ms\":");
  private static final byte[] COUNT = LineBuffer.ascii(",\"count\":");
  private static final byte[] QUERY = LineBuffer.ascii(",\"query_id\":\"");
  private static final byte[] ERROR = LineBuffer.ascii(",\"error\":\"");
  private static final byte[][] KINDS = {kind("method"), kind("query"), kind("http"), kind("wait")};

  private final EncodedTexts texts;

  CallWriter(EncodedTexts texts) {
    this.texts = texts;
  }

  private static byte[] kind(String name) {
    return LineBuffer.ascii("\",\"kind\":\"" + name + "\",\"start_ms\":");
  }

  void write(LineBuffer out, Calls calls) {
    out.append('[');
    int size = calls.size();
    for (int i = 0; i < size && out.length() < ValueWriter.GIVE_UP_BYTES; i++) {
      out.append(i == 0 ? FIRST : FURTHER).number(calls.depth(i)).append(NAME);
      texts.append(calls.name(i), out);
      out.append(KINDS[calls.kind(i)]).millis(calls.startNanos(i), 1);
      out.append(DURATION).millis(calls.durationNanos(i), 1);
      out.append(SELF).millis(calls.selfNanos(i), 1);
      if (calls.count(i) > 1) {
        out.append(COUNT).number(calls.count(i));
      }
      text(QUERY, calls.queryId(i), out);
      text(ERROR, calls.error(i), out);
      out.append('}');
    }
    out.append(']');
  }

  private void text(byte[] key, String text, LineBuffer out) {
    if (text != null) {
      out.append(key);
      texts.append(text, out);
      out.append('"');
    }
  }
}
