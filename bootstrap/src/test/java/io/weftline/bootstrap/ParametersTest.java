package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weftline.bootstrap.Operation.Distinct;
import io.weftline.bootstrap.Operation.Parameters;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions with the same parameters are told from those with others, by a hash. */
class ParametersTest {
  @AfterEach
  void begin() {
    take();
  }

  private static long take() {
    return ThreadContext.current().results.parameters.take();
  }

  private static long of(Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Integer) {
        Parameters.bound(i + 1, (Integer) values[i]);
      } else {
        Parameters.bound(i + 1, values[i]);
      }
    }
    return take();
  }

  @Test
  void nothingBoundIsZeroAndAnythingIsNot() {
    assertEquals(0, take());
    assertNotEquals(0, of(0));
    assertNotEquals(0, of((Object) null));
    assertEquals(0, take());
  }

  @Test
  void equalValuesAreTheSame() {
    String date = "2026-11-21";
    for (int i = 0; i < 2; i++) {
      assertEquals(
          of(7, "name", 5L, new BigDecimal("1.5"), LocalDate.parse(date), new Timestamp(9), null),
          of(
              7,
              new String("name"),
              Long.valueOf(5),
              new BigDecimal("1.5"),
              LocalDate.parse(date),
              new Timestamp(9),
              null));
      assertEquals(of(new UUID(1, 2), new byte[] {1, 2}), of(new UUID(1, 2), new byte[] {1, 2}));
    }
  }

  @Test
  void otherValuesAndPlacesAreOthers() {
    long one = of("a", "b");
    assertNotEquals(one, of("b", "a"));
    assertNotEquals(one, of("a"));
    assertNotEquals(one, of("a", "c"));
    assertNotEquals(of(1, 2), of(2, 1));
    assertNotEquals(of(new UUID(1, 2)), of(new UUID(2, 1)));
    assertNotEquals(of("Aa"), of("BBx"), "whose hash codes are near");
  }

  /** Their code is the application's. */
  @Test
  void ofOtherClassesNothingIsAsked() {
    Object hostile =
        new Object() {
          @Override
          public int hashCode() {
            throw new AssertionError("asked");
          }

          @Override
          public boolean equals(Object other) {
            throw new AssertionError("asked");
          }

          @Override
          public String toString() {
            throw new AssertionError("asked");
          }
        };
    assertNotEquals(of(hostile), of(hostile));
    BigDecimal inherited =
        new BigDecimal("1") {
          @Override
          public int hashCode() {
            throw new AssertionError("asked");
          }
        };
    assertNotEquals(of(inherited), of(inherited));
    assertNotEquals(of(new byte[2_000]), of(new byte[2_000]), "too much to look at");
  }

  @Test
  void differentOnesAreCounted() {
    Distinct distinct = new Distinct();
    assertEquals(0, distinct.count());
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i <= Distinct.MAX; i++) {
        distinct.add(i);
      }
      assertEquals(Distinct.MAX, distinct.count());
    }
    assertEquals(1, distinct.first());
    // From here on nobody knows them again.
    distinct.add(-1);
    distinct.add(-1);
    assertEquals(Distinct.MAX + 2, distinct.count());

    distinct.clear();
    assertEquals(0, distinct.count());
    distinct.add(9);
    assertEquals(1, distinct.count());
    assertEquals(9, distinct.first());
  }

  @Test
  void withNothingBoundTheyAreThoseOfTheOneBefore() {
    Distinct distinct = new Distinct();
    distinct.add(0);
    distinct.add(0);
    assertEquals(1, distinct.count());
    distinct.add(5);
    distinct.add(0);
    distinct.add(5);
    assertEquals(2, distinct.count());
  }
}
