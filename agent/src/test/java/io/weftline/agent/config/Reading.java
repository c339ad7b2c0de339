package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;

/** What a type makes of a text, with what it had to say. For one test at a time. */
record Reading<T>(T value, List<String> problems) {

  static <T> Reading<T> of(ValueType<T> type, String text) {
    List<String> problems = new ArrayList<>();
    return new Reading<>(type.read(text, problems), problems);
  }

  static <T> T good(ValueType<T> type, String text) {
    Reading<T> reading = of(type, text);
    assertEquals(List.of(), reading.problems, text);
    return reading.value;
  }

  /** The one sentence about a text of which nothing can be used. */
  static String refused(ValueType<?> type, String text) {
    Reading<?> reading = of(type, text);
    assertNull(reading.value, text);
    assertEquals(1, reading.problems.size(), text + ": " + reading.problems);
    return reading.problems.get(0);
  }
}
