package io.weftline.agent.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.weftline.agent.event.Group;
import java.lang.management.ManagementFactory;

/**
 * What only the module {@code jdk.management} tells: CPU time of the process and open files. A
 * class of its own, so that where the module is missing linking this fails and nothing else.
 *
 * <p>For the writer's thread only.
 */
final class ProcessMetrics {
  private final OperatingSystemMXBean system;
  private long seenCpuNanos;

  private ProcessMetrics(OperatingSystemMXBean system) {
    this.system = system;
  }

  /** Null where the JVM has another kind of bean. */
  static ProcessMetrics find() {
    Object bean = ManagementFactory.getOperatingSystemMXBean();
    return bean instanceof OperatingSystemMXBean
        ? new ProcessMetrics((OperatingSystemMXBean) bean)
        : null;
  }

  /**
   * @param comparable whether what was seen last is from the beginning of the interval
   */
  void putInto(
      Group jvm, Group cpu, boolean comparable, long intervalNanos, StringBuilder message) {
    long cpuNanos = system.getProcessCpuTime();
    if (cpuNanos >= 0) {
      cpu.millis("time_ms", cpuNanos);
      if (comparable && intervalNanos > 0) {
        // Of all processors together, as OpenTelemetry has it: 1 is all of them busy.
        double available = (double) intervalNanos * Runtime.getRuntime().availableProcessors();
        double busy = Math.min(1, (cpuNanos - seenCpuNanos) / available);
        cpu.put("recent_utilization", Math.round(busy * 1e4) / 1e4);
        message.append(", CPU ").append(Math.round(busy * 100)).append(" %");
      }
      seenCpuNanos = cpuNanos;
    }
    if (system instanceof UnixOperatingSystemMXBean) {
      long open = ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
      long limit = ((UnixOperatingSystemMXBean) system).getMaxFileDescriptorCount();
      if (open >= 0) {
        jvm.put("file_descriptor", new Group().put("count", open).put("limit", limit));
      }
    }
  }
}
