package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("POD", "shop-7", "EMPTY", "", "TRICK", "${POD}");

  @ParameterizedTest
  @CsvSource({
    "${POD}, shop-7",
    "a-${POD}-b-${POD}, a-shop-7-b-shop-7",
    "${NONE:x}, x",
    "${NONE:}, ''",
    "${NONE:a:b}, a:b",
    "${POD:x}, shop-7",
    "${EMPTY:x}, ''",
    "${TRICK}, ${POD}",
    "$POD {POD} Held$* $, $POD {POD} Held$* $",
    "${jndi:ldap://host/x}, ldap://host/x"
  })
  void variablesAreReplacedOnce(String text, String expanded) {
    Expansion expansion = Expansion.of(text, ENVIRONMENT);
    assertNull(expansion.problem());
    assertEquals(expanded, expansion.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${NONE} | environment variable \"NONE\" is not set and has no default; ${NAME:default} gives it one",
        "a${POD | \"${POD\" has no closing }",
        "${} | ${} names no environment variable",
        "${:x} | ${} names no environment variable",
        "${NONE:${POD}} | ${..} within ${..} is not expanded"
      })
  void whatCannotBeExpandedIsOneProblem(String text, String problem) {
    Expansion expansion = Expansion.of(text, ENVIRONMENT);
    assertEquals(problem, expansion.problem());
    assertNull(expansion.text());
  }

  @Test
  void deepNestingDoesNotRecurse() {
    assertEquals(
        "${..} within ${..} is not expanded",
        Expansion.of("${a:".repeat(100_000) + "}".repeat(100_000), ENVIRONMENT).problem());
  }

  @Test
  void lengthIsBounded() {
    Map<String, String> environment = Map.of("X", "x".repeat(100_000));
    assertEquals(1_000_000, Expansion.of("${X}".repeat(10), environment).text().length());
    assertEquals(
        "becomes longer than 1 MB by its variables",
        Expansion.of("${X}".repeat(11), environment).problem());
  }

  @Test
  void valueOfAVariableIsRemembered() {
    assertTrue(Expansion.of("${POD}", ENVIRONMENT).holdsVariable());
    assertFalse(Expansion.of("${NONE:x}", ENVIRONMENT).holdsVariable());
  }
}
