package io.weftline.agent.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private final Numbers numbers = new Numbers(new Numbers.Room(1000));

  @Test
  void saysWhatASetSays() {
    Random random = new Random(1);
    TreeSet<Long> expected = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      long number = 1 + i + random.nextInt(50);
      assertEquals(expected.add(number), numbers.add(number), () -> "" + number);
    }
    assertEquals(expected.size(), numbers.count());
    assertEquals(expected.last(), numbers.max());
    long[] limits = new long[40];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = i * 511L;
    }
    long[] counts = numbers.countsUpTo(limits);
    for (int i = 0; i < limits.length; i++) {
      assertEquals(expected.headSet(limits[i], true).size(), counts[i], "up to " + limits[i]);
    }
    long missing = 0;
    for (Numbers.Range range : numbers.missing(1, 25_000, Integer.MAX_VALUE)) {
      for (long number = range.from; number <= range.to; number++) {
        assertFalse(expected.contains(number), "" + range);
        assertFalse(numbers.contains(number), "" + range);
      }
      missing += range.to - range.from + 1;
    }
    assertEquals(25_000 - expected.size(), missing);
  }

  @Test
  void namesTheMissingOnesInRanges() {
    for (long number : new long[] {1, 2, 5, 1024, 1025, 5000}) {
      numbers.add(number);
    }
    assertEquals("[3 to 4, 6 to 1,023, 1,026 to 4,999, 5,001]", "" + numbers.missing(1, 5001, 9));
    assertEquals("[3 to 4]", "" + numbers.missing(1, 5001, 1));
    assertEquals("[7]", "" + numbers.missing(7, 7, 9));
    assertEquals("[]", "" + numbers.missing(1, 2, 9));
  }

  @Test
  void wholePiecesTakeNoRoom() {
    Numbers.Room room = new Numbers.Room(4);
    Numbers many = new Numbers(room);
    for (long number = 1; number <= 20_000_000; number++) {
      // Every two in the other order.
      many.add((number & 1) == 0 ? number - 1 : number + 1);
    }
    assertEquals(0, many.refused());
    assertEquals(20_000_000, many.count());
    assertEquals("[]", "" + many.missing(1, 20_000_000, 1));
  }

  @Test
  void refusesWhatIsTooFarApartInsteadOfRunningOutOfMemory() {
    Numbers scattered = new Numbers(new Numbers.Room(10));
    for (int i = 1; i <= 25; i++) {
      assertTrue(scattered.add(i * 100_000_000L));
    }
    assertEquals(10, scattered.count());
    assertEquals(15, scattered.refused());
    assertFalse(scattered.add(100_000_000L));
  }

  @Test
  void takesAllOfAnother() {
    Numbers other = new Numbers(new Numbers.Room(10));
    numbers.add(1);
    numbers.add(2);
    other.add(2);
    other.add(1024);
    other.add(Numbers.MOST);
    assertEquals(1, numbers.addAll(other));
    assertEquals(4, numbers.count());
    assertEquals(Numbers.MOST, numbers.max());
  }
}
