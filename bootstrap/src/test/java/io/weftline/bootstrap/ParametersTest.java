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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executions with the same parameters are told from those with others, by a hash. */
class ParametersTest {
  private static final Object STATEMENT = new Object();

  private final Operation unit = new Operation("", "", Operation.METHOD, null, new Series());
  private Frame frame;

  @BeforeEach
  void begin() {
    unit.thresholds(Long.MAX_VALUE, Long.MAX_VALUE, false);
    frame = ThreadContext.current().enter(unit);
  }

  @AfterEach
  void end() {
    if (frame != null) {
      ThreadContext.current().exit(unit, frame, null);
    }
  }

  @Test
  void outsideOfUnitsNothingIsKept() {
    end();
    frame = null;
    Object other = new Object();
    bind(other, 1, 7);
    begin();
    assertNotEquals(mine().boundTo(other, true), mine().boundTo(other, true));
  }

  @Test
  void whatHasNoValuesIsTheSameWhoeverPreparedIt() {
    Object other = new Object();
    assertEquals(mine().boundTo(other, false), mine().boundTo(new Object(), false));
  }

  @Test
  void whatOnlyWritesIsNotCompared() {
    Object other = new Object();
    mine().prepared(other, "text with a ?", false);
    long before = mine().boundTo(other, true);
    bind(other, 1, 7);
    bind(other, 2, "name");
    assertEquals(before, mine().boundTo(other, true));
  }

  private static Parameters mine() {
    return ThreadContext.current().results.parameters;
  }

  private static long take() {
    return mine().boundTo(STATEMENT, true);
  }

  private static long of(Object... values) {
    mine().prepared(STATEMENT, "text", true);
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
    mine().prepared(STATEMENT, "text", true);
    mine().prepared(other, "text", true);
    bind(STATEMENT, 1, 7);
    bind(other, 1, 8);
    bind(other, 2, 9);
    bind(STATEMENT, 2, 9);
    long own = mine().boundTo(STATEMENT, true);

    assertEquals(own, mine().boundTo(STATEMENT, true), "they stay");
    assertNotEquals(own, mine().boundTo(other, true));
    bind(other, 1, 7);
    assertEquals(own, mine().boundTo(other, true), "bound again, in another order");
    mine().prepared(other, "text with a literal", true);
    bind(other, 1, 7);
    bind(other, 2, 9);
    assertNotEquals(own, mine().boundTo(other, true), "of another text");
  }

  @Test
  void ofAStatementThatIsNotKnownAreLikeNoOthers() throws Exception {
    Object other = new Object();
    assertNotEquals(mine().boundTo(other, true), mine().boundTo(other, true));
    mine().prepared(other, "text", true);
    for (int i = 0; i < Parameters.PLACES; i++) {
      mine().prepared(new Object(), "text", true);
    }
    assertNotEquals(mine().boundTo(other, true), mine().boundTo(other, true), "too long ago");
    mine().prepared(other, "text with a ?", true);
    assertNotEquals(
        mine().boundTo(other, true), mine().boundTo(other, true), "bound by another thread");
    bind(other, 1, 7);
    assertEquals(mine().boundTo(other, true), mine().boundTo(other, true));
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
