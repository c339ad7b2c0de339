package io.weftline.agent.instrument.log4j2.linked;

import io.weftline.agent.event.Level;
import io.weftline.agent.instrument.log4j2.Log4j2Instrumentation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.Message;

/** What is read of a record. Stateless. */
final class Records {
  private static final String MESSAGES = "org.apache.logging.log4j.message.";

  /**
   * The messages that have their text as the program gave it, by their names: not every release has
   * each.
   */
  private static final Set<String> PLAIN =
      new HashSet<String>(
          Arrays.asList(
              MESSAGES + "FormattedMessage",
              MESSAGES + "LocalizedMessage",
              MESSAGES + "MessageFormatMessage",
              MESSAGES + "ParameterizedMessage",
              MESSAGES + "ReusableParameterizedMessage",
              MESSAGES + "ReusableSimpleMessage",
              MESSAGES + "SimpleMessage",
              MESSAGES + "StringFormattedMessage"));

  /** Those of one object, which may be the text or a throwable itself. */
  private static final Set<String> OBJECTS =
      new HashSet<String>(
          Arrays.asList(MESSAGES + "ObjectMessage", MESSAGES + "ReusableObjectMessage"));

  private static final int FATAL = 100;
  private static final int ERROR = 200;
  private static final int WARN = 300;
  private static final int INFO = 400;
  private static final int DEBUG = 500;

  private Records() {}

  /** Null if nothing is to be told of the end. */
  static Object begin(Object logger, Object level, Object message, Throwable thrown) {
    String text = null;
    Throwable failure = thrown;
    String type = message == null ? "" : message.getClass().getName();
    if (PLAIN.contains(type)) {
      text = ((Message) message).getFormat();
      failure = thrown != null ? thrown : ((Message) message).getThrowable();
    } else if (OBJECTS.contains(type)) {
      Object object = ((Message) message).getParameters()[0];
      text = object instanceof String ? (String) object : null;
      failure = thrown == null && object instanceof Throwable ? (Throwable) object : thrown;
    }
    boolean begun =
        Log4j2Instrumentation.records()
            .begin(
                levelOf(((org.apache.logging.log4j.Level) level).intLevel()),
                ((Logger) logger).getName(),
                text,
                failure);
    return begun ? Boolean.TRUE : null;
  }

  static void end(Object begun) {
    if (begun != null) {
      Log4j2Instrumentation.records().end();
    }
  }

  private static Level levelOf(int level) {
    return level <= FATAL
        ? Level.FATAL
        : level <= ERROR
            ? Level.ERROR
            : level <= WARN
                ? Level.WARN
                : level <= INFO ? Level.INFO : level <= DEBUG ? Level.DEBUG : Level.TRACE;
  }
}
