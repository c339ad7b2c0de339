package io.weftline.agent.output;

import io.weftline.agent.event.Event;

/**
 * Makes the line of an event: JSON within the limit, in the format asked for, with its line feed.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class Lines {
  /** The most that a line may have, with its line feed. */
  static final int MAX_LINE_BYTES = 16000;

  private final JsonEncoder encoder;
  private final LineFormat format;
  private final LineCutter cutter;
  private final LineBuffer json = new LineBuffer(4096);
  private final LineBuffer formatted;

  /**
   * @param format or null for JSON
   */
  Lines(JsonEncoder encoder, LineFormat format) {
    this.encoder = encoder;
    this.format = format;
    cutter = new LineCutter(encoder, MAX_LINE_BYTES - 1);
    formatted = format == null ? null : new LineBuffer(1024);
  }

  /** The line with its line feed, valid until the next call; null if it cannot be made to fit. */
  LineBuffer of(Event event) {
    json.clear();
    encoder.encode(event, json);
    if (json.length() >= MAX_LINE_BYTES && !cutter.cut(event, json)) {
      return null;
    }
    LineBuffer line = json;
    if (format != null) {
      formatted.clear();
      format.format(json, formatted);
      line = formatted;
      if (line.length() >= MAX_LINE_BYTES) {
        return null;
      }
    }
    return line.append('\n');
  }
}
