package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputOptionsTest {
  private static final List<Option<?>> KNOWN =
      List.of(
          OutputOptions.DIR,
          OutputOptions.FORMAT,
          OutputOptions.TARGET,
          OutputOptions.FLUSH_INTERVAL,
          OutputOptions.QUEUE_SIZE,
          OutputOptions.WHEN_FULL,
          OutputOptions.LABELS,
          OutputOptions.FILE_MAX_SIZE,
          OutputOptions.FILE_MAX_FILES,
          OutputOptions.FILE_COMPRESS,
          OutputOptions.FILE_ERRORS,
          OutputOptions.FILE_FSYNC,
          OutputOptions.FILE_TOTAL_SIZE,
          OutputOptions.FILE_MIN_FREE_DISK);

  @Test
  void hasTheDefaultsOfTheContract() {
    Config config = Config.of(Map.of(), KNOWN);
    OutputSettings settings = OutputSettings.of(config);
    assertEquals(List.of(), config.problems());
    assertEquals("weftline", settings.dir);
    assertFalse(settings.console());
    assertFalse(settings.stdout);
    assertEquals(200_000_000L, settings.flushIntervalNanos);
    assertEquals(8192, settings.queueSize);
    assertFalse(settings.waitWhenFull);
    assertEquals(Map.of(), settings.labels);
    assertEquals(10 << 20, settings.maxFileBytes);
    assertEquals(5, settings.maxFiles);
    assertFalse(settings.compress);
    assertTrue(settings.errorsFile);
    assertEquals(Option.OFF, settings.fsyncNanos);
    assertEquals(Option.OFF, settings.totalBytes);
    assertEquals(200 << 20, settings.minFreeBytes);
    assertTrue(settings.minFreeByDefault);
  }

  @Test
  void takesEveryOption() {
    Map<String, String> values = new HashMap<>();
    values.put("output.dir", "/var/log/shop");
    values.put("output.format", "console");
    values.put("output.target", "stdout");
    values.put("output.flush-interval", "10ms");
    values.put("output.queue-size", "64");
    values.put("output.when-full", "wait");
    values.put("output.labels", "team=shop,region=eu");
    values.put("file.max-size", "64KB");
    values.put("file.max-files", "10000");
    values.put("file.compress", "true");
    values.put("file.errors", "false");
    values.put("file.fsync", "1ms");
    values.put("file.total-size", "1MB");
    values.put("file.min-free-disk", "0");
    assertEquals(KNOWN.size(), values.size());
    Config config = Config.of(values, KNOWN);
    OutputSettings settings = OutputSettings.of(config);
    assertEquals(List.of(), config.problems());
    assertEquals("/var/log/shop", settings.dir);
    assertTrue(settings.console());
    assertTrue(settings.stdout);
    assertEquals(10_000_000L, settings.flushIntervalNanos);
    assertEquals(64, settings.queueSize);
    assertTrue(settings.waitWhenFull);
    assertEquals(Map.of("team", "shop", "region", "eu"), settings.labels);
    assertEquals(65_536, settings.maxFileBytes);
    assertEquals(10_000, settings.maxFiles);
    assertTrue(settings.compress);
    assertFalse(settings.errorsFile);
    assertEquals(1_000_000L, settings.fsyncNanos);
    assertEquals(1 << 20, settings.totalBytes);
    assertEquals(0, settings.minFreeBytes);
    assertFalse(settings.minFreeByDefault);
  }
}
