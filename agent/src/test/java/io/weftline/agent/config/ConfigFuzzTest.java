package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a source, every option has a value and the user at most 20 lines to read. */
class ConfigFuzzTest {
  private static final String[] PIECES = {
    "=",
    ":",
    ",",
    ";",
    "\n",
    "\r\n",
    "\\",
    "\\u",
    "\\u00",
    "\\u0000",
    "${",
    "}",
    "${X}",
    "${X:y}",
    "${jndi:ldap://x/y}",
    "\uFEFF",
    "\uD83D\uDE00",
    "#",
    "!",
    "*",
    "**",
    "@",
    "(",
    ")",
    ".",
    "..",
    "$",
    "off",
    "0",
    "-1",
    "500",
    "500ms",
    "99999999999999999999d",
    "9223372036854775807",
    "64KB",
    "NaN",
    "true",
    "weftline.",
    "WEFTLINE_",
    "config",
    "java.util.**",
    "com.acme.**",
    "auto",
    " ",
    "\t",
    "\f",
    "\u2028",
    "\u202e",
    "key=value",
    "a".repeat(300)
  };

  @TempDir Path directory;

  private static void check(Config config) {
    for (Option<?> option : Sources.KNOWN) {
      assertTrue(config.get(option) != null, option.key());
    }
    assertEquals(Sources.KNOWN.size(), config.settings().size());
    assertTrue(config.problems().size() <= 20);
    for (Problem problem : config.problems()) {
      assertTrue(problem.toString().chars().noneMatch(Character::isISOControl));
    }
    assertEquals(8, config.hash().length());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int lines = random.nextInt(12); lines >= 0; lines--) {
      if (random.nextInt(4) > 0) {
        String key = Sources.KNOWN.get(random.nextInt(Sources.KNOWN.size())).key();
        text.append(random.nextInt(3) == 0 ? key.substring(1) : key).append('=');
      }
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      text.append(random.nextInt(8) == 0 ? "" : "\n");
    }
    return text.toString();
  }

  @Test
  void randomBytesNeverThrow() throws IOException {
    Sources sources = new Sources(directory);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        for (int b = 0; b < bytes.length; b++) {
          bytes[b] = (byte) (1 + (bytes[b] & 0x7E));
        }
      }
      Files.write(directory.resolve("weftline.properties"), bytes);
      check(sources.load());
    }
  }

  @Test
  void randomPropertyFilesNeverThrow() throws IOException {
    Sources sources = new Sources(directory);
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      sources.here(text(random));
      check(sources.load());
    }
  }

  @Test
  void randomValuesInEverySourceNeverThrow() throws IOException {
    Sources sources = new Sources(directory);
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      sources.argument = text(random);
      String key = Sources.KNOWN.get(random.nextInt(Sources.KNOWN.size())).key();
      sources.properties.setProperty("weftline." + key, text(random));
      sources.properties.setProperty("weftline.config", text(random));
      sources.environment.put(
          "WEFTLINE_" + key.toUpperCase().replace('.', '_').replace('-', '_'), text(random));
      check(sources.load());
      if (i % 50 == 0) {
        sources.properties.clear();
        sources.environment.clear();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "999999999999999999999999999999",
        "text",
        "größe \uD83D\uDE00",
        "${jndi:ldap://host/a}",
        "https://host/?a=b",
        "<script>alert(1)</script>",
        "java.lang.Runtime",
        "\uD800"
      })
  void everyKeyTakesEveryKindOfValue(String value) throws IOException {
    Sources sources = new Sources(directory);
    for (Option<?> option : Sources.KNOWN) {
      sources.properties.clear();
      sources.properties.setProperty("weftline." + option.key(), value);
      Config config = sources.load();
      check(config);
      assertTrue(config.problems().size() <= 1, config.problems().toString());
      boolean isBad = !config.problems().isEmpty();
      assertEquals(isBad, Sources.setting(config, option.key()).isDefault());
      assertTrue(!isBad || config.problems().get(0).sentence().contains("default"));
    }
  }

  @Test
  void hugeValuesAreReadInTime() throws IOException {
    Sources sources = new Sources(directory);
    List<String> units =
        List.of(
            "x", "a,", "(", ")", "(,", "a.B,", "${X:y}", "${", "\\u0061", "\\\n", "a=b,", "*", "9",
            "@");
    for (String unit : units) {
      for (Option<?> option : Sources.KNOWN) {
        String value = unit.repeat(1_000_000 / unit.length());
        sources.here(option.key() + "=" + value);
        Config config =
            assertTimeoutPreemptively(Duration.ofSeconds(10), sources::load, option.key() + unit);
        check(config);
      }
    }
  }

  @Test
  void hugeFilesOfSmallLinesAreReadInTime() throws IOException {
    Sources sources = new Sources(directory);
    for (String line :
        List.of("\n", "a\n", "=\n", "slow.query=1s\n", "name=\n", "slow.qeury=1\n")) {
      sources.here(line.repeat(1_000_000 / line.length()));
      check(assertTimeoutPreemptively(Duration.ofSeconds(10), sources::load, line));
    }
  }
}
