package io.weftline.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weftline.bootstrap.Operation.Distinct;
import io.weftline.bootstrap.Operation.Parameters;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Executions with the same parameters are told from those with others, by a hash. */
class ParametersTest {
  private static final Object STATEMENT = new Object();

  private static Parameters mine() {
    return ThreadContext.current().results.parameters;
  }

  private static long take() {
    return mine().boundTo(STATEMENT);
  }

  private static long of(Object... values) {
    mine().prepared(STATEMENT, "text");
    for (int i = 0; i < values.length; i++) {
      bind(STATEMENT, i + 1, values[i]);
    }
    return take();
  }

  private static void bind(Object statement, int index, Object value) {
    if (value instanceof Integer) {
      Parameters.bound(statement, index, (int) (Integer) value);
    } else {
      Parameters.bound(statement, index, value);
    }
  }

  @Test
  void areThoseOfTheStatementByPlace() {
    Object other = new Object();
    mine().prepared(STATEMENT, "text");
    mine().prepared(other, "text");
    bind(STATEMENT, 1, 7);
    bind(other, 1, 8);
    bind(other, 2, 9);
    bind(STATEMENT, 2, 9);
    long own = mine().boundTo(STATEMENT);

    assertEquals(own, mine().boundTo(STATEMENT), "they stay");
    assertNotEquals(own, mine().boundTo(other));
    bind(other, 1, 7);
    assertEquals(own, mine().boundTo(other), "bound again, in another order");
    mine().prepared(other, "text with a literal");
    bind(other, 1, 7);
    bind(other, 2, 9);
    assertNotEquals(own, mine().boundTo(other), "of another text");
  }

  @Test
  void ofAStatementThatIsNotKnownAreLikeNoOthers() throws Exception {
    Object other = new Object();
    assertNotEquals(mine().boundTo(other), mine().boundTo(other));
    mine().prepared(other, "text");
    for (int i = 0; i < Parameters.PLACES; i++) {
      mine().prepared(new Object(), "text");
    }
    assertNotEquals(mine().boundTo(other), mine().boundTo(other), "too long ago");
    mine().prepared(other, "text with a ?");
    assertNotEquals(mine().boundTo(other), mine().boundTo(other), "bound by another thread");
    bind(other, 1, 7);
    assertEquals(mine().boundTo(other), mine().boundTo(other));
    bind(STATEMENT, 300, 1);
    assertEquals(take(), take(), "beyond what is kept by place");
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
    assertNotEquals(of("AaAa"), of("BBBB"), "whose hash codes are the same");
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
}
