package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
  @TempDir Path directory;

  private Sources sources() throws IOException {
    return new Sources(directory);
  }

  @Test
  void strongestSourceWins() throws IOException {
    Sources sources = sources();
    assertEquals("slow.query=500ms (default)", sources.setting("slow.query"));

    Path file = sources.here("# options\n\nweftline.slow.query = 1s\n");
    assertEquals("slow.query=1s (" + file + " line 3)", sources.setting("slow.query"));

    sources.environment.put("WEFTLINE_SLOW_QUERY", "2s");
    assertEquals("slow.query=2s (environment WEFTLINE_SLOW_QUERY)", sources.setting("slow.query"));

    sources.properties.setProperty("weftline.slow.query", "3s");
    assertEquals(
        "slow.query=3s (system property weftline.slow.query)", sources.setting("slow.query"));

    sources.argument = "slow.query=4s";
    assertEquals("slow.query=4s (argument)", sources.setting("slow.query"));
    assertEquals(4_000_000_000L, sources.load().get(Sources.SLOW_QUERY));
    assertEquals(List.of(), sources.load().problems());
  }

  @Test
  void argumentHoldsPairs() throws IOException {
    Sources sources = sources();
    sources.argument = " weftline.slow.query = 2s ;; methods.include=a.B,c.D; labels=x=1 ;";
    Config config = sources.load();
    assertEquals(List.of(), config.problems());
    assertEquals(2_000_000_000L, config.get(Sources.SLOW_QUERY));
    assertEquals("[a.B, c.D]", config.get(Sources.INCLUDE).toString());
    assertEquals(Map.of("x", "1"), config.get(Sources.LABELS));
  }

  @Test
  void dashesAndDotsAreUnderscoresInTheEnvironment() throws IOException {
    Sources sources = sources();
    sources.environment.put("WEFTLINE_FILE_MAX_SIZE", "1MB");
    assertEquals(1L << 20, sources.load().get(Sources.MAX_SIZE));
  }

  @Test
  void fileIsFoundInTheOrderOfItsSources() throws IOException {
    Sources sources = sources();
    assertNull(sources.load().file());

    Path besideJar = sources.file("jar/weftline.properties", "slow.query=1s");
    assertEquals(besideJar.toString(), sources.load().file());

    Path here = sources.here("slow.query=2s");
    assertEquals(here.toString(), sources.load().file());

    sources.environment.put("WEFTLINE_CONFIG", "env.properties");
    Path env = sources.file("env.properties", "slow.query=3s");
    assertEquals(env.toString(), sources.load().file());

    Path property = sources.file("conf/property.properties", "slow.query=4s");
    sources.properties.setProperty("weftline.config", property.toString());
    assertEquals(property.toString(), sources.load().file());

    Path inline = sources.file("inline.properties", "slow.query=5s");
    sources.argument = "file.max-size=1MB;config=inline.properties";
    assertEquals(inline.toString(), sources.load().file());

    Path argument = sources.file("argument.properties", "slow.query=6s");
    sources.argument = "argument.properties";
    Config config = sources.load();
    assertEquals(argument.toString(), config.file());
    assertEquals(6_000_000_000L, config.get(Sources.SLOW_QUERY));
    assertEquals(List.of(), config.problems());
  }

  @Test
  void emptyNamesOfAFileAreNone() throws IOException {
    Sources sources = sources();
    Path here = sources.here("slow.query=2s");
    sources.argument = " ";
    sources.properties.setProperty("weftline.config", "");
    sources.environment.put("WEFTLINE_CONFIG", " ");
    assertEquals(here.toString(), sources.load().file());
    assertEquals(List.of(), sources.load().problems());
  }

  @Test
  void nameOfTheFileMayHoldAVariable() throws IOException {
    Sources sources = sources();
    Path file = sources.file("blue.properties", "slow.query=2s");
    sources.environment.put("COLOUR", "blue");
    sources.argument = "${COLOUR}.properties";
    assertEquals(file.toString(), sources.load().file());
    sources.argument = "${SHAPE}.properties";
    assertEquals(
        List.of(
            "weftline: argument: config: environment variable \"SHAPE\" is not set and has no"
                + " default; ${NAME:default} gives it one; no file is read"),
        sources.problems());
  }

  @Test
  void nothingAtAllIsTheDefaults() {
    Config config =
        Config.load(
            null, null, null, new java.util.Properties(), Map.of(), List.of(Sources.SLOW_QUERY));
    assertEquals(List.of(), config.problems());
    assertEquals(500_000_000L, config.get(Sources.SLOW_QUERY));
  }

  @Test
  void everySourceIsExpanded() throws IOException {
    Sources sources = sources();
    sources.environment.put("SLOW", "7s");
    String value = "${SLOW:1s}";
    sources.here("slow.query=" + value);
    assertEquals(7_000_000_000L, sources.load().get(Sources.SLOW_QUERY));
    sources.environment.put("WEFTLINE_SLOW_METHOD", value);
    sources.properties.setProperty("weftline.name", "shop ${SLOW}");
    sources.argument = "file.max-size=${SIZE:2MB}";
    Config config = sources.load();
    assertEquals(7_000_000_000L, config.get(Sources.SLOW_METHOD));
    assertEquals("shop 7s", config.get(Sources.NAME));
    assertEquals(2L << 20, config.get(Sources.MAX_SIZE));
    assertEquals(List.of(), config.problems());
    assertTrue(config.settings().toString().contains("name=shop 7s (system property"));
  }

  @Test
  void emptyMeansNoneOnlyWhereThereCanBeNone() throws IOException {
    Sources sources = sources();
    sources.argument = "name=;methods.include=;labels=;slow.method.overrides=";
    Config config = sources.load();
    assertEquals(List.of(), config.problems());
    assertEquals("", config.get(Sources.NAME));
    assertEquals(List.of(), config.get(Sources.INCLUDE));
    assertEquals(Map.of(), config.get(Sources.LABELS));

    sources.argument = "slow.query=;enabled=;file.max-files=;log=";
    assertEquals(4, sources.load().problems().size());
  }

  @Test
  void settingsSayWhatIsInEffect() throws IOException {
    Sources sources = sources();
    sources.argument = "log= FAILED ;methods.include=a.B, java.util.**,c.D;slow.query= 2 s";
    Config config = sources.load();
    assertEquals("log=failed (argument)", Sources.setting(config, "log").toString());
    assertEquals("a.B,c.D", Sources.setting(config, "methods.include").text());
    assertEquals("2 s", Sources.setting(config, "slow.query").text());
    assertFalse(Sources.setting(config, "slow.query").isDefault());
    assertTrue(Sources.setting(config, "slow.method").isDefault());
    assertEquals(Sources.KNOWN.size(), config.settings().size());
  }

  @Test
  void hashIsOfValuesAndNotOfTheirSources() throws IOException {
    Sources sources = sources();
    String defaults = sources.load().hash();
    assertTrue(defaults.matches("[0-9a-f]{8}"), defaults);
    sources.argument = "slow.query=0.5s";
    assertEquals(defaults, sources.load().hash());
    sources.argument = "slow.query=501ms";
    String other = sources.load().hash();
    assertNotEquals(defaults, other);
    sources.argument = null;
    sources.here("slow.query=501ms");
    assertEquals(other, sources.load().hash());
  }

  @Test
  void optionThatIsNotKnownIsABugOfTheCaller() throws IOException {
    Config config = Config.of(Map.of(), List.of(Sources.NAME));
    assertThrows(IllegalArgumentException.class, () -> config.get(Sources.SLOW_QUERY));
  }

  @Test
  void valuesOfATestStandOverTheDefaults() {
    Config config = Config.of(Map.of("slow.query", "0", "slow.quer", "1"), Sources.KNOWN);
    assertEquals(0L, config.get(Sources.SLOW_QUERY));
    assertEquals(1_000_000_000L, config.get(Sources.SLOW_METHOD));
    assertEquals(1, config.problems().size());
  }

  @Test
  void fileWithMarkAndLineEndsOfWindowsIsRead() throws IOException {
    Sources sources = sources();
    Files.writeString(
        directory.resolve("weftline.properties"), "\uFEFFslow.query=2s\r\nname=Größe\r\n");
    Config config = sources.load();
    assertEquals(List.of(), config.problems());
    assertEquals(2_000_000_000L, config.get(Sources.SLOW_QUERY));
    assertEquals("Größe", config.get(Sources.NAME));
  }
}
