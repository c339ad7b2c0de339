package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({
    "slow.quer, slow.query",
    "slow.qeury, slow.query",
    "slow-query, slow.query",
    "SLOW_QUERY, slow.query",
    "slowQuery, slow.query",
    "slow.queries, slow.query",
    "weftline.slow.query, slow.query",
    "output.directory, output.dir",
    "method.include, methods.include",
    "enable, enabled",
    "nam, name"
  })
  void slipIsUnderstood(String written, String meant) {
    assertEquals(meant, Suggestion.nearest(written, Sources.KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"x", "foo.bar", "''", "slow", "timeout", "nnnn"})
  void guessIsNotMadeFromAfar(String written) {
    assertNull(Suggestion.nearest(written, Sources.KNOWN));
    assertNull(Suggestion.nearest("x".repeat(100_000), Sources.KNOWN));
  }

  @Test
  void distanceCountsSwappedNeighboursOnce() {
    assertEquals(0, Suggestion.distance("query", "query", 9));
    assertEquals(1, Suggestion.distance("qeury", "query", 9));
    assertEquals(1, Suggestion.distance("quer", "query", 9));
    assertEquals(1, Suggestion.distance("quary", "query", 9));
    assertEquals(5, Suggestion.distance("", "query", 9));
    assertEquals(3, Suggestion.distance("kitten", "sitting", 9));
    assertEquals(2, Suggestion.distance("kitten", "sitting", 2));
  }
}
