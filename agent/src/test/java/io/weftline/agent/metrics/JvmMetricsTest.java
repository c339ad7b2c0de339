package io.weftline.agent.metrics;

import static io.weftline.agent.metrics.RecordedLines.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {
  private static final long MINUTE = 60_000_000_000L;

  private static Object at(Event event, String path) {
    Object value = value(event, Fields.JVM);
    for (String name : path.split("\\.")) {
      value = value((Group) value, name);
    }
    return value;
  }

  @Test
  void everyGroupIsThere() {
    Event event = new JvmMetrics().event(MINUTE, 99);
    assertEquals("metrics.jvm", event.kind());
    assertEquals("weftline.metrics", event.logger());
    assertEquals(99, event.endNanos());
    assertTrue((Long) at(event, "memory.heap.used") > 1_000_000);
    assertTrue((Long) at(event, "memory.heap.committed") > 1_000_000);
    assertTrue((Long) at(event, "memory.heap.limit") > 1_000_000);
    assertTrue((Long) at(event, "memory.non_heap.used") > 1_000_000);
    List<?> pools = (List<?>) at(event, "memory.pools");
    assertTrue(pools.size() > 3);
    assertNotNull(value((Group) pools.get(0), "name"));
    assertTrue((Long) at(event, "thread.count") > 1);
    assertTrue((Long) at(event, "thread.peak") >= (Long) at(event, "thread.daemon"));
    assertTrue((Long) at(event, "class.count") > 100);
    assertTrue((Double) at(event, "cpu.time_ms") > 1);
    assertTrue((Long) at(event, "cpu.count") > 0);
    assertTrue((Double) at(event, "uptime_s") > 0);
    assertTrue(event.message().startsWith("heap "), event.message());
  }

  @Test
  void collectionsAreThoseOfTheInterval() {
    JvmMetrics metrics = new JvmMetrics();
    metrics.event(MINUTE, 0);
    System.gc();
    Event event = metrics.event(MINUTE, 0);
    long collections = (Long) at(event, "gc.count");
    assertTrue(collections >= 1 && collections < 100, () -> collections + " collections");
    assertNotNull(at(event, "gc.duration_ms"));
    double utilization = (Double) at(event, "cpu.recent_utilization");
    assertTrue(utilization >= 0 && utilization <= 1);
    long sum = 0;
    for (Object collector : (List<?>) at(event, "gc.collectors")) {
      sum += (Long) value((Group) collector, "count");
    }
    assertEquals(collections, sum);
  }

  @Test
  void anAgentThatCameLaterDoesNotCountWhatWasBefore() {
    // As though the agent had been attached to a JVM that had run for a long time.
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    JvmMetrics metrics = new JvmMetrics();
    Event event = metrics.event((uptime - 6_000) * 1_000_000, 0);
    assertNull(at(event, "gc"));
    assertNull(at(event, "cpu.recent_utilization"));
    assertNotNull(at(metrics.event(MINUTE, 0), "gc"));
  }

  @Test
  void withoutTheManagementModuleItIsLeftOutAndSaidOnce() throws Exception {
    List<String> output = fork("--limit-modules", "java.base");
    assertEquals("events: metrics.method metrics.method", output.get(0));
    assertEquals(2, output.size(), () -> output.toString());
    assertTrue(
        output
            .get(1)
            .startsWith("metrics.jvm: metrics.jvm lines are left out: the JVM was started"),
        () -> output.toString());
  }

  @Test
  void withoutTheModuleOfTheJdkItIsSmaller() throws Exception {
    List<String> output = fork("--limit-modules", "java.management");
    assertEquals(List.of("events: metrics.method metrics.jvm metrics.method metrics.jvm"), output);
  }

  @Test
  void shortProgramsNeverLoadJmx() throws Exception {
    List<String> output = fork("-verbose:class", "-Dshort=true");
    assertTrue(output.contains("events: metrics.method"));
    assertTrue(
        output.stream().anyMatch(line -> line.contains("io.weftline.agent.metrics.Metrics")));
    assertFalse(output.stream().anyMatch(line -> line.contains("java.lang.management")));
    assertFalse(output.stream().anyMatch(line -> line.contains("JvmMetrics")));
  }

  private static List<String> fork(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MetricsProgram.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> String.join("\n", output));
    return output;
  }
}
