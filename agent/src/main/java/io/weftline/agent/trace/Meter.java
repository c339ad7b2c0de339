package io.weftline.agent.trace;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What threads have used of the processor and of the heap, and what collections have taken, as far
 * as the virtual machine tells: of platform threads, and where the module {@code jdk.management} is
 * there.
 *
 * <p>Thread-safe.
 */
abstract class Meter {
  /** Where a figure is not known. */
  static final long UNKNOWN = -1;

  /** What the calling thread has used of the processor so far, in nanoseconds. */
  abstract long cpuNanos();

  /** What the calling thread has allocated so far, in bytes. */
  abstract long allocatedBytes();

  /** What collections have taken so far, in nanoseconds; costs microseconds. */
  abstract long collectionNanos();

  static Meter make() {
    try {
      return Managed.make();
    } catch (LinkageError e) {
      // The application's image has no such module.
      return new Blind();
    } catch (RuntimeException e) {
      return new Blind();
    }
  }

  /** Knows nothing. */
  private static final class Blind extends Meter {
    @Override
    long cpuNanos() {
      return UNKNOWN;
    }

    @Override
    long allocatedBytes() {
      return UNKNOWN;
    }

    @Override
    long collectionNanos() {
      return UNKNOWN;
    }
  }

  /** Asks the beans of the virtual machine. */
  private static final class Managed extends Meter {
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;
    private final boolean cpu;
    private final boolean allocation;

    private Managed(ThreadMXBean threads) {
      this.threads = threads;
      collectors = ManagementFactory.getGarbageCollectorMXBeans();
      cpu = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
      allocation =
          threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled();
    }

    static Meter make() {
      java.lang.management.ThreadMXBean bean = ManagementFactory.getThreadMXBean();
      return bean instanceof ThreadMXBean ? new Managed((ThreadMXBean) bean) : new Blind();
    }

    @Override
    long cpuNanos() {
      return cpu ? threads.getCurrentThreadCpuTime() : UNKNOWN;
    }

    @Override
    long allocatedBytes() {
      return allocation ? threads.getThreadAllocatedBytes(Thread.currentThread().getId()) : UNKNOWN;
    }

    @Override
    long collectionNanos() {
      long millis = 0;
      for (GarbageCollectorMXBean each : collectors) {
        millis += Math.max(0, each.getCollectionTime());
      }
      return millis * 1000000L;
    }
  }
}
