package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads the tables of examples beside the tests. */
final class TestTables {
  private TestTables() {}

  static Stream<String[]> rows(String name, int columns) {
    try (InputStream in = TestTables.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String[]> rows =
          reader
              .lines()
              .filter(line -> !line.startsWith("# "))
              .map(l -> l.split("\t", -1))
              .toList();
      for (String[] row : rows) {
        assertEquals(columns, row.length, String.join("|", row));
      }
      return rows.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
