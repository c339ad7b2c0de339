package io.weftline.agent.instrument.error;

import io.weftline.agent.redact.Redactor;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one event's throwables as they may be written. What a driver has worded goes
 * through the {@link MessageCleaner}: the message of an {@code SQLException}, of whatever has one
 * among its causes (mappers put the driver's text and the statement into theirs), of whatever is
 * part of one, and any that quotes the text of one which this unit of work has seen. Every message
 * goes through the {@link Redactor}: tokens, keys, numbers of cards, passwords in URLs.
 *
 * <p>Confined to the call that makes it.
 */
final class SafeMessages {
  /** Enough to recognise a driver's text inside another message. */
  private static final int QUOTE_CHARS = 200;

  private static final int MIN_QUOTE_CHARS = 8;

  private final MessageCleaner cleaner;
  private final Redactor redactor;
  private final List<String> driverTexts = new ArrayList<String>(2);

  SafeMessages(Thrown subject, ThrownGraph graph, MessageCleaner cleaner, Redactor redactor) {
    this.cleaner = cleaner;
    this.redactor = redactor;
    List<Thrown> concerned = graph.reach(subject);
    concerned.addAll(graph.chain(subject));
    boolean driver = false;
    for (Thrown thrown : graph.known()) {
      if (thrown.isSql()) {
        driver = true;
        remember(thrown);
        for (Thrown below : graph.reach(thrown)) {
          below.driverText = true;
        }
      }
    }
    if (driver) {
      for (Thrown thrown : concerned) {
        if (anySql(graph.chain(thrown))) {
          thrown.driverText = true;
        }
      }
    }
  }

  /** At most so many characters that may be written, or null. */
  String of(Thrown thrown, int maxChars) {
    String message = thrown.message();
    if (!thrown.driverText && !quotesDriver(message)) {
      return redacted(message, maxChars);
    }
    String codes = thrown.sqlCodes();
    if (message == null || codes == null) {
      return message == null ? codes : clean(message, maxChars);
    }
    return clean(message, maxChars - codes.length() - 3) + " (" + codes + ')';
  }

  /**
   * The text of a record of a logger. Programs put the texts of exceptions into theirs: where a
   * driver's may be among them it is cleaned like those.
   *
   * @param failed whether a statement has failed before it
   */
  String ofLog(String text, boolean failed, int maxChars) {
    return failed || !driverTexts.isEmpty() ? clean(text, maxChars) : redacted(text, maxChars);
  }

  private String redacted(String text, int maxChars) {
    return OneLine.cut(redactor.text(text, maxChars), maxChars);
  }

  /** Whether the message was longer than what {@link #of} gives of it. */
  boolean cuts(Thrown thrown, int maxChars) {
    return thrown.message() != null && thrown.message().length() > maxChars;
  }

  private void remember(Thrown sql) {
    String message = sql.message();
    if (message != null && message.length() >= MIN_QUOTE_CHARS) {
      driverTexts.add(OneLine.cut(message, QUOTE_CHARS));
    }
  }

  private boolean quotesDriver(String message) {
    if (message == null) {
      return false;
    }
    for (String text : driverTexts) {
      if (message.contains(text)) {
        return true;
      }
    }
    return false;
  }

  private String clean(String message, int maxChars) {
    try {
      String clean = cleaner.clean(message, maxChars);
      return clean == null ? "" : redacted(clean, maxChars);
    } catch (RuntimeException e) {
      // What cannot be cleaned is not written; that is told in its place.
      return "(withheld: it could not be cleaned)";
    }
  }

  private static boolean anySql(List<Thrown> chain) {
    for (Thrown thrown : chain) {
      if (thrown.isSql()) {
        return true;
      }
    }
    return false;
  }
}
