package io.weftline.agent.instrument.error;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.ApplicationFrames;
import io.weftline.bootstrap.ThreadContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@code exception} events: of one occurrence, and of many that were folded.
 *
 * <p>Thread-safe; what it is given to read is confined to the call.
 */
final class ExceptionEvent {
  static final int MAX_MESSAGE_CHARS = 8 * 1024;
  static final int MAX_ROOT_MESSAGE_CHARS = 2 * 1024;
  static final int MAX_CAUSE_MESSAGE_CHARS = 1024;
  static final int MAX_LINE_CHARS = 160;

  private static final int MAX_LOGGER_CHARS = 200;
  private static final int MAX_SUPPRESSED = 8;
  private static final int MAX_PLACE_CHARS = 100;

  /** When memory or stack is short what is written of it is short too. */
  private static final int MAX_FRAMES_IN_NEED = 30;

  private static final int FIELDS = 18;

  private final ApplicationFrames application;
  private final MessageCleaner cleaner;
  private final ErrorSettings settings;
  private final ErrorIds ids = new ErrorIds();

  ExceptionEvent(ApplicationFrames application, MessageCleaner cleaner, ErrorSettings settings) {
    this.application = application;
    this.cleaner = cleaner;
    this.settings = settings;
  }

  /**
   * The event of one occurrence, without what became of it; on the thread that it occurred on.
   *
   * @param chain the throwable and its causes
   */
  Event full(
      List<Thrown> chain,
      ThrownGraph graph,
      Culprit culprit,
      ErrorGroup group,
      Origin origin,
      long nowNanos) {
    Thrown thrown = chain.get(0);
    SafeMessages messages = new SafeMessages(thrown, graph, cleaner, settings.redactor());
    long seenNanos = origin.seenNanos != 0 ? origin.seenNanos : nowNanos;
    Event event = new Event(Level.ERROR, Kinds.EXCEPTION, culprit.logger(), seenNanos, FIELDS);
    event.message(line(thrown, culprit.place(), messages));
    event.thread(origin.thread.name, origin.thread.id, origin.thread.virtual);
    if (origin.work != null) {
      origin.work.stamp(event);
      origin.work.describe(event);
    }
    event.put(Fields.CODE_FUNCTION, origin.operation);
    event.put(Fields.ERROR_ID, ids.next());
    event.put(Fields.ERROR_FINGERPRINT, group.fingerprint);
    event.put(Fields.ERROR_TYPE, thrown.type());
    text(event, Fields.ERROR_MESSAGE, thrown, messages, MAX_MESSAGE_CHARS);
    event.object(
        Fields.ERROR_STACK,
        new StackRenderer(application, messages, settings.foldsLibraries())
            .render(chain, frames(chain)));
    event.put(Fields.ERROR_CULPRIT, culprit.text());
    if (chain.size() > 1) {
      Thrown root = chain.get(chain.size() - 1);
      event.put(Fields.ERROR_ROOT_TYPE, root.type());
      text(event, Fields.ERROR_ROOT_MESSAGE, root, messages, MAX_ROOT_MESSAGE_CHARS);
      List<Thrown> selected = StackRenderer.selected(chain);
      list(event, Fields.ERROR_CAUSES, selected.subList(1, selected.size()), messages);
    }
    List<Thrown> suppressed = new ArrayList<Thrown>(2);
    for (Thrown one : thrown.suppressed()) {
      if (suppressed.size() < MAX_SUPPRESSED) {
        suppressed.add(one);
      }
    }
    list(event, Fields.ERROR_SUPPRESSED, suppressed, messages);
    event.object(
        Fields.BREADCRUMBS,
        Breadcrumbs.of(
            ThreadContext.current(),
            origin.seenNanos != 0 ? origin.seenNanos : System.nanoTime(),
            messages));
    return event;
  }

  /** The line that stands for all that were folded. */
  Event folded(ErrorGroup group, ErrorGroup.Folded folded, long nowNanos) {
    Event event = new Event(folded.lineLevel(), Kinds.EXCEPTION, group.logger, nowNanos, 9);
    StringBuilder line = new StringBuilder(MAX_LINE_CHARS);
    line.append(OneLine.of(group.shortType, MAX_PLACE_CHARS)).append(": ").append(folded.count);
    line.append(" more, only counted");
    event.message(OneLine.of(place(line, group.place).toString(), MAX_LINE_CHARS));
    event.put(Fields.ERROR_ID, ids.next());
    event.put(Fields.ERROR_FINGERPRINT, group.fingerprint);
    event.put(Fields.ERROR_TYPE, group.type);
    event.put(Fields.ERROR_CULPRIT, group.culprit);
    handled(event, folded.verdict);
    if (folded.expected) {
      event.put(Fields.ERROR_EXPECTED, true);
    }
    if (folded.first) {
      event.put(Fields.ERROR_NEW, true);
    }
    event.put(Fields.ERROR_COUNT, folded.count);
    event.put(Fields.ERROR_SUPPRESSED_COUNT, folded.total);
    return event;
  }

  /**
   * Says what became of it.
   *
   * @param record how it was logged, or null
   */
  static void verdict(Event event, Verdict verdict, Level level, Note record) {
    event.level(level);
    if (verdict == Verdict.HANDLED && record != null && record.logger != null) {
      event.logger(OneLine.of(record.logger, MAX_LOGGER_CHARS));
    }
    handled(event, verdict);
  }

  /** Nothing is said where it is unseen. */
  private static void handled(Event event, Verdict verdict) {
    if (verdict != Verdict.LEFT) {
      event.put(Fields.ERROR_HANDLED, verdict == Verdict.HANDLED);
    }
  }

  private int frames(List<Thrown> chain) {
    for (Thrown thrown : chain) {
      if (thrown.throwable() instanceof VirtualMachineError) {
        return Math.min(settings.stackFrames(), MAX_FRAMES_IN_NEED);
      }
    }
    return settings.stackFrames();
  }

  /** {@code IllegalStateException: stock of 4411 is negative (com.acme.Stock.take:41)}. */
  private static String line(Thrown thrown, String place, SafeMessages messages) {
    StringBuilder line = new StringBuilder(MAX_LINE_CHARS);
    line.append(OneLine.of(thrown.shortType(), MAX_PLACE_CHARS));
    String message = messages.of(thrown, MAX_LINE_CHARS);
    int taken = place == null ? 0 : Math.min(place.length(), MAX_PLACE_CHARS) + 3;
    int room = MAX_LINE_CHARS - line.length() - 2 - taken;
    if (message != null && !message.isEmpty() && room > 3) {
      line.append(": ").append(OneLine.of(message, room));
    }
    return OneLine.of(place(line, place).toString(), MAX_LINE_CHARS);
  }

  private static StringBuilder place(StringBuilder line, String place) {
    return place == null
        ? line
        : line.append(" (").append(OneLine.of(place, MAX_PLACE_CHARS)).append(')');
  }

  private static void text(
      Event event, Field field, Thrown thrown, SafeMessages messages, int maxChars) {
    event.put(field, messages.of(thrown, maxChars));
    if (messages.cuts(thrown, maxChars)) {
      event.truncated(field.path());
    }
  }

  private static void list(
      Event event, Field field, List<Thrown> throwables, SafeMessages messages) {
    if (throwables.isEmpty()) {
      return;
    }
    List<Group> list = new ArrayList<Group>(throwables.size());
    boolean cut = false;
    for (Thrown thrown : throwables) {
      cut |= messages.cuts(thrown, MAX_CAUSE_MESSAGE_CHARS);
      list.add(
          new Group()
              .put("type", thrown.type())
              .put("message", messages.of(thrown, MAX_CAUSE_MESSAGE_CHARS)));
    }
    event.object(field, list);
    if (cut) {
      event.truncated(field.path());
    }
  }
}
