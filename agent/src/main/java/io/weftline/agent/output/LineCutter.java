package io.weftline.agent.output;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.StackText;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an event smaller until its line fits, in the order of the contract: what explains least
 * goes first. Each kind of loss is a {@link Cut} that keeps so many parts of a field; how many may
 * stay is found by bisection, encoding anew each time. Slow, and rare enough for that.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class LineCutter {
  private final JsonEncoder encoder;
  private final int maxBytes;

  /**
   * @param maxBytes without the line feed
   */
  LineCutter(JsonEncoder encoder, int maxBytes) {
    this.encoder = encoder;
    this.maxBytes = maxBytes;
  }

  /** Encodes what can be kept of an event that does not fit; returns whether that fits. */
  boolean cut(Event whole, LineBuffer out) {
    Event event = cutEach(whole, "breadcrumbs", Cut.NEWEST, out);
    event = cutEach(event, "samples", Cut.FIRST, out);
    event = cutEach(event, "calls", Cut.CALLS, out);
    event = cutEach(event, "http.request.header", Cut.ALL_OR_NOTHING, out);
    event = cutEach(event, "http.response.header", Cut.ALL_OR_NOTHING, out);
    for (int i = 0; i < event.size(); i++) {
      if (event.object(i) instanceof StackText) {
        event = cutField(event, i, Cut.STACK, out);
      }
    }
    event = cutEach(event, "error.causes", Cut.MESSAGES, out);
    event = cutEach(event, "error.suppressed", Cut.MESSAGES, out);
    event = cutEach(event, "error.root_cause.message", Cut.TEXT, out);
    event = cutEach(event, "db.query.text", Cut.TEXT, out);
    event = cutEach(event, "error.message", Cut.MESSAGE, out);
    for (int i = event.size() - 1; i >= 0; i--) {
      if (event.object(i) instanceof List) {
        event = cutField(event, i, Cut.FIRST, out);
      }
    }
    while (!fits(event, out)) {
      int largest = largest(event, out);
      if (largest < 0) {
        return false;
      }
      event = with(event, event.field(largest), null);
    }
    return true;
  }

  private boolean fits(Event event, LineBuffer out) {
    out.clear();
    encoder.encode(event, out);
    return out.length() <= maxBytes;
  }

  /** Cuts the fields at and below a path, as far as is needed. */
  private Event cutEach(Event event, String path, Cut cut, LineBuffer out) {
    Event result = event;
    // From the end: a field that loses everything leaves the event.
    for (int i = event.size() - 1; i >= 0; i--) {
      String found = event.field(i).path();
      if (found.startsWith(path)
          && (found.length() == path.length() || found.charAt(path.length()) == '.')) {
        result = cutField(result, i, cut, out);
      }
    }
    return result;
  }

  private Event cutField(Event event, int index, Cut cut, LineBuffer out) {
    if (fits(event, out)) {
      return event;
    }
    Field field = event.field(index);
    Object value = event.object(index);
    int kept = 0;
    int tooMany = cut.parts(value);
    if (tooMany == 0) {
      return event;
    }
    Event best = with(event, field, cut.keep(value, 0));
    if (!fits(best, out)) {
      return best;
    }
    while (tooMany - kept > 1) {
      int middle = kept + tooMany >>> 1;
      Event attempt = with(event, field, cut.keep(value, middle));
      if (fits(attempt, out)) {
        kept = middle;
        best = attempt;
      } else {
        tooMany = middle;
      }
    }
    return best;
  }

  /** The field that takes most room, or -1 if there is none. */
  private int largest(Event event, LineBuffer out) {
    int largest = -1;
    int most = -1;
    for (int i = 0; i < event.size(); i++) {
      if (event.object(i) != null) {
        out.clear();
        encoder.value(event.object(i), out);
        if (out.length() > most) {
          most = out.length();
          largest = i;
        }
      } else if (most < 0) {
        most = 0;
        largest = i;
      }
    }
    return largest;
  }

  /** The same event with another value of one field, or without it, saying that it was cut. */
  private static Event with(Event event, Field changed, Object value) {
    Event copy =
        new Event(event.level(), event.kind(), event.logger(), event.endNanos(), event.size() + 1);
    if (event.message() != null) {
      copy.message(event.message());
    }
    if (event.subject() != null) {
      copy.subject(event.subject());
    }
    if (event.threadName() != null) {
      copy.thread(event.threadName(), event.threadId(), event.threadVirtual());
    }
    copy.timed(event.durationNanos(), event.outcome());
    copy.slow(event.slowThresholdNanos());
    copy.trace(event.traceIdHigh(), event.traceIdLow(), event.spanId(), event.parentSpanId());
    copy.asked(event.requestId(), event.userId(), event.sessionId());
    if (event.isStillRunning()) {
      copy.stillRunning();
    }
    copy.seq(event.seq());
    boolean named = false;
    if (event.truncated() != null) {
      for (String path : event.truncated()) {
        copy.truncated(path);
        named |= path.equals(changed.path());
      }
    }
    if (!named) {
      copy.truncated(changed.path());
    }
    for (int i = 0; i < event.size(); i++) {
      Field field = event.field(i);
      if (field != changed) {
        put(copy, field, event.object(i), event.number(i));
      } else if (value != null) {
        put(copy, field, value, event.number(i));
        countOmitted(copy, event, i, value);
      } else {
        countOmitted(copy, event, i, null);
      }
    }
    return copy;
  }

  /** Adds the rows of the call tree that have gone to those that were never in it. */
  private static void countOmitted(Event copy, Event event, int index, Object value) {
    if (event.object(index) instanceof Calls) {
      long omitted = countOf((Calls) event.object(index)) - countOf((Calls) value);
      for (int i = 0; i < event.size(); i++) {
        if (event.field(i) == Fields.CALLS_OMITTED) {
          omitted += event.number(i);
        }
      }
      copy.put(Fields.CALLS_OMITTED, omitted);
    }
  }

  private static void put(Event copy, Field field, Object object, long number) {
    switch (field.type()) {
      case TEXT:
        copy.put(field, (String) object);
        break;
      case DECIMAL:
        copy.put(field, Double.longBitsToDouble(number));
        break;
      case FLAG:
        copy.put(field, number != 0);
        break;
      case OBJECT:
        copy.object(field, object);
        break;
      default:
        if (field != Fields.CALLS_OMITTED || !has(copy, field)) {
          copy.put(field, number);
        }
        break;
    }
  }

  /** How many calls the rows stand for. */
  private static long countOf(Calls calls) {
    long count = 0;
    for (int i = 0; calls != null && i < calls.size(); i++) {
      count += calls.count(i);
    }
    return count;
  }

  private static boolean has(Event event, Field field) {
    for (int i = 0; i < event.size(); i++) {
      if (event.field(i) == field) {
        return true;
      }
    }
    return false;
  }

  /** A list without what is behind (or before) the parts that stay; null if none does. */
  static List<Object> part(List<?> list, int from, int to) {
    return from == to ? null : new ArrayList<Object>(list.subList(from, to));
  }
}
