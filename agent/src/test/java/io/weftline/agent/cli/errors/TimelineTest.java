package io.weftline.agent.cli.errors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long HOUR = 3600 * Times.SECOND;

  @Test
  void whateverTheSpanNothingIsLost() {
    for (long span : new long[] {1, Times.SECOND, HOUR, 1000 * HOUR, 10_000_000 * HOUR}) {
      Timeline timeline = new Timeline();
      Random random = new Random(span);
      long begin = random.nextInt();
      for (int i = 0; i < 5000; i++) {
        timeline.add(begin + (long) (random.nextDouble() * span), 1 + i % 3);
      }
      long[] columns = timeline.columns(begin, begin + span, 24);
      assertEquals(9999, Arrays.stream(columns).sum());
    }
  }

  /** A day of one a second is kept in few steps, which lie in the right columns. */
  @Test
  void longStepsLieWhereTheyBelong() {
    Timeline timeline = new Timeline();
    for (long second = 0; second < 86_400; second++) {
      timeline.add(second * Times.SECOND, 1);
    }
    long[] columns = timeline.columns(0, 24 * HOUR - 1, 24);
    for (long column : columns) {
      assertTrue(column > 3600 * 0.6 && column < 3600 * 1.4, Arrays.toString(columns));
    }
  }

  @Test
  void theOrderDoesNotMatter() {
    Timeline one = new Timeline();
    Timeline other = new Timeline();
    for (int i = 0; i < 2000; i++) {
      one.add(i * HOUR / 7, i);
      other.add((1999 - i) * HOUR / 7, 1999 - i);
    }
    assertArrayEquals(one.columns(0, 286 * HOUR, 24), other.columns(0, 286 * HOUR, 24));
  }

  @Test
  void whatIsOutsideIsInTheEnds() {
    Timeline timeline = new Timeline();
    timeline.add(-50 * HOUR, 1);
    timeline.add(50 * HOUR, 2);
    assertArrayEquals(new long[] {1, 0, 2}, timeline.columns(0, 3 * HOUR, 3));
    assertArrayEquals(new long[] {1, 0, 2}, timeline.columns(0, 0, 3));
  }

  @Test
  void countsStayGreat() {
    Timeline timeline = new Timeline();
    timeline.add(0, Long.MAX_VALUE);
    timeline.add(1, Long.MAX_VALUE);
    assertArrayEquals(new long[] {Long.MAX_VALUE}, timeline.columns(0, 9, 1));
  }
}
