package com.acme.plain;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls one method at an even rate from several threads, checks each result, and prints how many
 * calls there were and a checksum that does not depend on their order.
 *
 * <p>{@code Load name=load threads=4 rate=2000 calls=8000 progress=10 input=end}: names of threads
 * begin with the name; {@code rate} is a second's calls of all threads together; {@code progress}
 * prints every so many milliseconds the time of {@link System#nanoTime()} and the calls that each
 * thread had ended by then; with {@code input=end} it stops when its input ends, at {@code calls}
 * at the latest.
 */
public final class Load {
  private static final long SECOND = 1000000000L;
  private static final long PACE_MILLIS = 2;

  private final AtomicBoolean ended = new AtomicBoolean();
  private final Worker[] workers;

  private Load(Map<String, String> options) {
    int threads = number(options, "threads", 4);
    long calls = number(options, "calls", 8000) / threads;
    double rate = number(options, "rate", 2000) / (double) threads;
    workers = new Worker[threads];
    for (int i = 0; i < threads; i++) {
      String name = options.getOrDefault("name", "load") + "-" + i;
      workers[i] = new Worker(name, i * calls, calls, rate, ended);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    run(args);
  }

  /** The program, for others that do something beside it. */
  static void run(String... args) throws InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      options.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    Load load = new Load(options);
    if (options.containsKey("input")) {
      load.endWithInput();
    }
    if (options.containsKey("progress")) {
      load.tellProgress(number(options, "progress", 10));
    }
    load.work();
  }

  private static int number(Map<String, String> options, String key, int otherwise) {
    String text = options.get(key);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  private void work() throws InterruptedException {
    for (Worker worker : workers) {
      worker.start();
    }
    long calls = 0;
    long wrong = 0;
    long checksum = 0;
    for (Worker worker : workers) {
      worker.join();
      calls += worker.done;
      wrong += worker.wrong;
      checksum += worker.checksum;
    }
    System.out.println("calls " + calls + ", wrong " + wrong + ", checksum " + checksum);
  }

  private void endWithInput() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.yield();
                }
                ended.set(true);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            "input");
    thread.setDaemon(true);
    thread.start();
  }

  private void tellProgress(long millis) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                // The time last: what is counted had ended by then.
                StringBuilder line = new StringBuilder("at ");
                long[] done = new long[workers.length];
                for (int i = 0; i < workers.length; i++) {
                  done[i] = workers[i].done;
                }
                line.append(System.nanoTime());
                for (long count : done) {
                  line.append(' ').append(count);
                }
                System.out.println(line);
                Pause.millis(millis);
              }
            },
            "progress");
    thread.setDaemon(true);
    thread.start();
  }

  /** One thread of the load. */
  private static final class Worker extends Thread {
    private final long first;
    private final long calls;
    private final double rate;
    private final AtomicBoolean ended;

    private volatile long done;
    private long wrong;
    private long checksum;

    Worker(String name, long first, long calls, double rate, AtomicBoolean ended) {
      super(name);
      this.first = first;
      this.calls = calls;
      this.rate = rate;
      this.ended = ended;
    }

    @Override
    public void run() {
      long begin = System.nanoTime();
      while (done < calls && !ended.get()) {
        long due = Math.min(calls, (long) ((System.nanoTime() - begin) * rate / SECOND) + 1);
        while (done < due) {
          int number = (int) (first + done);
          long value = Step.step(number);
          if (value != expected(number)) {
            wrong++;
          }
          checksum += value * 31 + number;
          done++;
        }
        Pause.millis(PACE_MILLIS);
      }
    }

    private static long expected(int number) {
      long n = number % 100;
      return number + n * (n + 1) / 2;
    }
  }

  /** What is called. */
  static final class Step {
    private Step() {}

    /** A little work, with a result that can be had another way. */
    static long step(int number) {
      long value = number;
      for (int i = number % 100; i > 0; i--) {
        value += i;
      }
      return value;
    }
  }
}
