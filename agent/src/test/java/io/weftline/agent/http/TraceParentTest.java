package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String GOOD = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void readsTheIds() {
    TraceParent parent = TraceParent.of(GOOD);

    assertEquals(0x4bf92f3577b34da6L, parent.traceHigh);
    assertEquals(0xa3ce929d0e0e4736L, parent.traceLow);
    assertEquals(0x00f067aa0ba902b7L, parent.parent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + SPAN + "-00",
        "00-" + TRACE + "-" + SPAN + "-ff",
        "00-00000000000000000000000000000001-0000000000000001-01",
        "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-01",
        // A version to come, with and without more behind.
        "01-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-else",
        "fe-" + TRACE + "-" + SPAN + "-01-",
      })
  void acceptsWhatTheStandardAllows(String header) {
    assertNotNull(TraceParent.of(header));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "01-" + TRACE + "-" + SPAN + "-01more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01-",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-00F067AA0BA902B7-01",
        "00-" + TRACE + "-" + SPAN + "-0G",
        "00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-01",
        "00_" + TRACE + "_" + SPAN + "_01",
        "00-+bf92f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01",
        "00-\u0664bf92f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01",
        " " + GOOD,
        GOOD + " ",
        GOOD + "\r\nX-Evil: 1",
        "01-" + TRACE + "-" + SPAN + "-01\r\nX-Evil: 1",
        GOOD + "," + GOOD,
      })
  void takesWhatIsNotExactlySoForNone(String header) {
    assertNull(TraceParent.of(header));
  }

  @Test
  void takesWhatIsTooLongForNone() {
    assertNull(TraceParent.of("01-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(1_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7", "a=1 ,\tb=2"})
  void keepsAState(String header) {
    assertEquals(header, TraceParent.state(header));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"a=1\r\nX-Evil: 1", "a=\u0000", "a=\u00e9", "a=\u007f", "a=\u2028"})
  void sendsNoStateOnThatCouldDoHarm(String header) {
    assertNull(TraceParent.state(header));
    assertNull(TraceParent.state("x".repeat(513)));
  }
}
