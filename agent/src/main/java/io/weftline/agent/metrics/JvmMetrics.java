package io.weftline.agent.metrics;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the {@code metrics.jvm} event: memory, collections, threads, classes, CPU, under the names
 * that OpenTelemetry has for them.
 *
 * <p>Names JMX types, which must not be loaded before the application's {@code main} has begun:
 * made on the writer's thread when a first interval is over, and used there only. Where the module
 * {@code java.management} is missing, linking it fails. Costs about 100 us an interval: no thread
 * is stopped, no stack or class is listed.
 */
final class JvmMetrics {
  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final long[] seenCollections = new long[collectors.size()];
  private final long[] seenCollectionMillis = new long[collectors.size()];
  private final ProcessMetrics process = processMetrics();

  private boolean first = true;

  /** Null where the module {@code jdk.management} or its beans are missing. */
  private static ProcessMetrics processMetrics() {
    try {
      return ProcessMetrics.find();
    } catch (LinkageError e) {
      // A smaller image of the JVM: the line does without these few values.
      return null;
    }
  }

  Event event(long intervalNanos, long nowNanos) {
    Event event = new Event(Level.INFO, Kinds.METRICS_JVM, "weftline.metrics", nowNanos, 1);
    long uptimeMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    // What came before the first interval is not of it, unless the agent began with the JVM.
    boolean comparable = !first || uptimeMillis - intervalNanos / 1_000_000 < 5_000;
    first = false;

    StringBuilder message = new StringBuilder(64).append("heap ");
    Group jvm = new Group();
    jvm.put("memory", memory(message));
    jvm.put("gc", collections(comparable, message));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    message.append(", ").append(threads.getThreadCount()).append(" threads");
    jvm.put(
        "thread",
        new Group()
            .put("count", (long) threads.getThreadCount())
            .put("daemon", (long) threads.getDaemonThreadCount())
            .put("peak", (long) threads.getPeakThreadCount()));
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    jvm.put(
        "class",
        new Group()
            .put("count", (long) classes.getLoadedClassCount())
            .put("loaded", classes.getTotalLoadedClassCount())
            .put("unloaded", classes.getUnloadedClassCount()));
    Group cpu = new Group().put("count", (long) Runtime.getRuntime().availableProcessors());
    if (process != null) {
      process.putInto(jvm, cpu, comparable, intervalNanos, message);
    }
    jvm.put("cpu", cpu);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load >= 0) {
      Group systemCpu = new Group().put("load_1m", Math.round(load * 100) / 100.0);
      jvm.put("system", new Group().put("cpu", systemCpu));
    }
    jvm.put("uptime_s", uptimeMillis / 1e3);
    return event.object(Fields.JVM, jvm).message(message.toString());
  }

  private Group memory(StringBuilder message) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    message.append(heap.getUsed() / BYTES_PER_MEGABYTE);
    if (heap.getMax() > 0) {
      message.append('/').append(heap.getMax() / BYTES_PER_MEGABYTE);
    }
    message.append(" MB");
    List<Object> all = new ArrayList<Object>(pools.size());
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getUsage();
      if (usage == null) {
        continue; // The pool has gone.
      }
      Group group =
          usage(
              new Group()
                  .put("name", pool.getName())
                  .put("type", pool.getType() == MemoryType.HEAP ? "heap" : "non_heap"),
              usage);
      MemoryUsage afterCollection = pool.getCollectionUsage();
      if (afterCollection != null) {
        group.put("used_after_last_gc", afterCollection.getUsed());
      }
      all.add(group);
    }
    return new Group()
        .put("heap", usage(new Group(), heap))
        .put(
            "non_heap",
            usage(new Group(), ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage()))
        .put("pools", all);
  }

  private static Group usage(Group group, MemoryUsage usage) {
    group.put("used", usage.getUsed()).put("committed", usage.getCommitted());
    return usage.getMax() < 0 ? group : group.put("limit", usage.getMax());
  }

  /** What was collected in the interval; null if that cannot be told yet. */
  private Group collections(boolean comparable, StringBuilder message) {
    long count = 0;
    long millis = 0;
    List<Object> all = new ArrayList<Object>(collectors.size());
    for (int i = 0; i < collectors.size(); i++) {
      GarbageCollectorMXBean collector = collectors.get(i);
      // Negative where the collector does not say.
      long collections = Math.max(0, collector.getCollectionCount());
      long collectionMillis = Math.max(0, collector.getCollectionTime());
      long newCollections = collections - seenCollections[i];
      long newMillis = collectionMillis - seenCollectionMillis[i];
      seenCollections[i] = collections;
      seenCollectionMillis[i] = collectionMillis;
      count += newCollections;
      millis += newMillis;
      all.add(
          new Group()
              .put("name", collector.getName())
              .put("count", newCollections)
              .put("duration_ms", newMillis));
    }
    if (!comparable) {
      return null;
    }
    message.append(", GC ").append(millis).append(" ms");
    return new Group().put("count", count).put("duration_ms", millis).put("collectors", all);
  }
}
