package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Field;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Warnings;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given; says what is in it. */
final class RecordedLines implements EventSink, Warnings {
  final List<Event> events = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  @Override
  public boolean offer(Event event) {
    events.add(event);
    return true;
  }

  @Override
  public void suppressed(long count) {
    throw new AssertionError("nothing is suppressed here");
  }

  @Override
  public void warn(String topic, String message) {
    warnings.add(topic + ": " + message);
  }

  Event only() {
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " events");
    }
    return events.get(0);
  }

  List<Event> take() {
    List<Event> taken = new ArrayList<>(events);
    events.clear();
    return taken;
  }

  static Object value(Event event, Field field) {
    for (int i = 0; i < event.size(); i++) {
      if (event.field(i) == field) {
        return event.object(i);
      }
    }
    return null;
  }

  static Object value(Group group, String name) {
    for (int i = 0; i < group.size(); i++) {
      if (group.name(i).equals(name)) {
        return group.value(i);
      }
    }
    return null;
  }

  static Object stat(Event event, String name) {
    return value((Group) value(event, Fields.STATS), name);
  }

  static double decimal(Event event, String name) {
    return (Double) stat(event, name);
  }

  static Object histogram(Event event, String name) {
    return value((Group) value(event, Fields.HISTOGRAM), name);
  }
}
