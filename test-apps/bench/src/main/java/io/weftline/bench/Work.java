package io.weftline.bench;

import com.acme.bench.Failing;
import com.acme.bench.Nested;
import com.acme.bench.Requests;
import com.acme.bench.Rows;
import com.acme.bench.Wrapped;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Does one work over and over on one thread and prints what a call of it takes: {@code name
 * ns_per_call bytes_per_call cpu_ns_per_call calls peak_rss_bytes}.
 *
 * <p>{@code ns} is the median over batches, {@code bytes} what the measuring thread allocates,
 * {@code cpu_ns} the CPU time of all threads, including what they do until they rest; {@code calls}
 * are all, those of the warm-up too.
 */
public final class Work {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A batch is long enough for its two clock reads not to matter. */
  private static final long BATCH_NANOS = 2_000_000;

  private static final int MAX_BATCHES = 100_000;

  /** What the batches computed, so that no compiler can leave it out. */
  private static volatile long blackhole;

  private Work() {}

  /** A loop over the work, compiled with it: one class per work keeps it monomorphic. */
  private interface Batch {
    long run(int calls) throws Exception;

    /** The threads whose allocation counts. */
    default long[] threads() {
      return new long[] {Thread.currentThread().getId()};
    }
  }

  /** {@code Work <name> <warm-up milliseconds> <milliseconds> [<directory>]}. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    long warmUpNanos = Long.parseLong(arguments[1]) * 1_000_000;
    long measureNanos = Long.parseLong(arguments[2]) * 1_000_000;
    Batch batch = batch(name, arguments);

    long calls = 0;
    int size = 1;
    for (long begin = System.nanoTime(); System.nanoTime() - begin < warmUpNanos; ) {
      long start = System.nanoTime();
      blackhole = batch.run(size);
      calls += size;
      long took = System.nanoTime() - start;
      if (took < BATCH_NANOS && size < 1 << 24) {
        size *= 2;
      } else if (took > 4 * BATCH_NANOS && size > 1) {
        size /= 2;
      }
    }
    rest();

    double[] nanosPerCall = new double[MAX_BATCHES];
    int batches = 0;
    long[] threadIds = batch.threads();
    long cpu = SYSTEM.getProcessCpuTime();
    long allocated = allocated(threadIds);
    for (long begin = System.nanoTime();
        System.nanoTime() - begin < measureNanos && batches < MAX_BATCHES;
        batches++) {
      long start = System.nanoTime();
      blackhole = batch.run(size);
      nanosPerCall[batches] = (double) (System.nanoTime() - start) / size;
    }
    allocated = allocated(threadIds) - allocated;
    cpu = rest() - cpu;
    long measured = (long) batches * size;
    calls += measured;

    double[] sorted = Arrays.copyOf(nanosPerCall, batches);
    Arrays.sort(sorted);
    System.out.println(
        name
            + ' '
            + sorted[batches / 2]
            + ' '
            // What the batches themselves allocate is less than a hundredth of a byte a call.
            + Math.round(100.0 * allocated / measured) / 100.0
            + ' '
            + (double) cpu / measured
            + ' '
            + calls
            + ' '
            + ResidentMemory.peakBytes());
  }

  private static long allocated(long[] threadIds) {
    long bytes = 0;
    for (long each : THREADS.getThreadAllocatedBytes(threadIds)) {
      bytes += Math.max(0, each);
    }
    return bytes;
  }

  /**
   * Waits until the other threads have nothing left to do: less than 1 % of a processor for 200 ms,
   * or 10 seconds at most.
   *
   * @return the CPU time of the process when it came to rest
   */
  private static long rest() throws InterruptedException {
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < 50; i++) {
      Thread.sleep(200);
      long now = SYSTEM.getProcessCpuTime();
      if (now - cpu < 2_000_000) {
        return now;
      }
      cpu = now;
    }
    return cpu;
  }

  private static Batch batch(String name, String[] arguments) throws Exception {
    switch (name) {
      case "clock":
        return new Clock();
      case "fast":
        return new Fast();
      case "nested":
        return new Ten();
      case "statement":
        return new Statement(new Rows(false));
      case "pooled":
        return new Statement(new Rows(true));
      case "p6spy":
        return new Statement(new Rows(source -> Wrapped.p6spy(source, arguments[3])));
      case "proxy-for-slow":
        return new Statement(new Rows(Wrapped::proxyForSlow));
      case "proxy-with-listener":
        return new Statement(new Rows(Wrapped::proxyWithListener));
      case "request":
        return new Asked();
      case "failing":
        return new Failed();
      case "failing-logged":
        return new FailedLogged();
      case "logback":
        return new Logged(new LogLines.Logback(arguments[3]));
      case "log4j":
        return new Logged(new LogLines.Log4j(arguments[3]));
      default:
        throw new IllegalArgumentException(
            "no work "
                + name
                + ": clock, fast, nested, statement, pooled, p6spy, proxy-for-slow,"
                + " proxy-with-listener, request, failing, failing-logged, logback or log4j");
    }
  }

  /** Two clock reads: what exact timing must cost. */
  private static final class Clock implements Batch {
    @Override
    public long run(int calls) {
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        long start = System.nanoTime();
        sum += System.nanoTime() - start;
      }
      return sum;
    }
  }

  /** A fast method without a timed caller. */
  private static final class Fast implements Batch {
    private final Nested nested = new Nested();

    @Override
    public long run(int calls) {
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += nested.fast(i);
      }
      return sum;
    }
  }

  /** Ten, one within the other. */
  private static final class Ten implements Batch {
    private final Nested nested = new Nested();

    @Override
    public long run(int calls) {
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += nested.nested(10, i);
      }
      return sum;
    }
  }

  /** A storm of exceptions that leave a method. */
  private static final class Failed implements Batch {
    private final Failing failing = new Failing();

    @Override
    public long run(int calls) {
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += failing.fail(i);
      }
      return sum;
    }
  }

  /** A storm of exceptions that are logged. */
  private static final class FailedLogged implements Batch {
    private final Failing failing = new Failing();

    @Override
    public long run(int calls) {
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += failing.log(i);
      }
      return sum;
    }
  }

  /** Lines by somebody else's appender. */
  private static final class Logged implements Batch {
    private final LogLines lines;

    Logged(LogLines lines) {
      this.lines = lines;
      Runtime.getRuntime().addShutdownHook(new Thread(lines::close));
    }

    @Override
    public long run(int calls) {
      for (int i = 0; i < calls; i++) {
        lines.write(i);
      }
      return calls;
    }
  }

  /** A request to a servlet with one query; what the server's threads allocate counts. */
  private static final class Asked implements Batch {
    private final Requests requests;

    Asked() throws Exception {
      Path directory = Files.createTempDirectory("weftline-bench-tomcat");
      directory.toFile().deleteOnExit();
      requests = new Requests(directory.toString());
    }

    @Override
    public long[] threads() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("http-"))
          .mapToLong(Thread::getId)
          .toArray();
    }

    @Override
    public long run(int calls) throws Exception {
      return requests.ask(calls);
    }
  }

  /** A statement that was prepared once, on a driver, through a pool or what is around that. */
  private static final class Statement implements Batch {
    private final Rows rows;

    Statement(Rows rows) {
      this.rows = rows;
    }

    @Override
    public long run(int calls) throws Exception {
      long found = 0;
      for (int i = 0; i < calls; i++) {
        found += rows.one() ? 1 : 0;
      }
      return found;
    }
  }
}
