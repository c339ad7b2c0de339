package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesReaderTest {

  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    PropertiesReader reader = new PropertiesReader(text);
    while (reader.next()) {
      assertNull(reader.problem());
      entries.add(reader.line() + ": " + reader.key() + " -> " + reader.value());
    }
    return entries;
  }

  @Test
  void entriesKnowTheirLines() {
    assertEquals(
        List.of("3: a -> 1", "6: b -> 2", "7: c -> 3 ", "8: d -> "),
        entries("# comment\n\na=1\n  ! other\\\n\t\nb : 2\nc\t3 \nd"));
  }

  @Test
  void everyLineEndCountsOnce() {
    assertEquals(
        List.of("1: a -> 1", "2: b -> 2", "3: c -> 3", "5: d -> 4"),
        entries("a=1\r\nb=2\rc=3\n\r\nd=4\r\n"));
  }

  @Test
  void continuedEntryHasTheLineWhereItBegins() {
    assertEquals(
        List.of("1: a -> one,two,#three", "4: b -> x"),
        entries("a=one,\\\n   two,\\\r\n\t#three\nb=x"));
  }

  @Test
  void byteOrderMarkIsSkipped() {
    assertEquals(List.of("1: a -> 1"), entries("\uFEFFa=1"));
  }

  @Test
  void escapesAreResolved() {
    assertEquals(
        List.of("1: a=b: c -> \t\n\r\f\\ größe \uD83D\uDE00:"),
        entries("a\\=b\\:\\ c=\\t\\n\\r\\f\\\\\\ gr\\u00f6\\u00DFe \\uD83D\\uDE00\\:"));
  }

  @Test
  void badEscapeIsAProblemOfItsEntryOnly() {
    PropertiesReader reader = new PropertiesReader("output.dir=C:\\users\nb=\\u12\nc=1");
    assertTrue(reader.next());
    assertEquals(
        "has \\u without four hexadecimal digits; a backslash itself is written \\\\,"
            + " and paths of Windows may be written with /",
        reader.problem());
    assertTrue(reader.next());
    assertTrue(reader.problem() != null);
    assertTrue(reader.next());
    assertNull(reader.problem());
    assertEquals("1", reader.value());
  }

  @Test
  void anyTextGivesWhatJavaUtilPropertiesGives() throws IOException {
    Random random = new Random(3);
    String[] pieces = {
      "a", "b", "key", "=", ":", " ", "\t", "\f", "\n", "\r", "\r\n", "\\", "\\\\", "\\\n", "#",
      "!", "\\u0041", "\\u003d", "\\ ", "\\=", "\\t", "ö", "${X}", ""
    };
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int p = random.nextInt(14); p >= 0; p--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Properties expected = new Properties();
      try {
        expected.load(new StringReader(text.toString()));
      } catch (IllegalArgumentException refused) {
        continue;
      }
      Map<String, String> read = new HashMap<>();
      PropertiesReader reader = new PropertiesReader(text.toString());
      while (reader.next()) {
        read.put(reader.key(), reader.value());
      }
      // Of a backslash at the very end Properties makes an entry of nothing; it cannot be an
      // option.
      expected.remove("");
      read.remove("");
      assertEquals(
          expected, read, () -> text.toString().replace("\n", "<LF>").replace("\r", "<CR>"));
    }
  }
}
