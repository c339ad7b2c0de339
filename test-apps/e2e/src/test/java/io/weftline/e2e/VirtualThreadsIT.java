package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts are exact on virtual threads too, however many there are and wherever they run. */
class VirtualThreadsIT {
  /** As {@code -Dweftline.fibers} says. */
  private static final int THREADS = Integer.getInteger("weftline.fibers", 20_000);

  /** Each thread is parked between its calls, so that it goes on where others have been. */
  private static final Path PROGRAM =
      Program.compile(
          Map.of(
              "Fibers",
              """
              import java.sql.*;
              import java.util.*;
              import java.util.concurrent.*;
              import java.util.concurrent.atomic.AtomicLong;

              public class Fibers {
                static final AtomicLong ROWS = new AtomicLong();
                static final Semaphore AT_ONCE = new Semaphore(20_000);

                public static void main(String[] args) throws Exception {
                  int count = Integer.parseInt(args[0]);
                  Class.forName("com.acme.plain.counting.CountingDriver");
                  Connection shared =
                      DriverManager.getConnection("jdbc:counting://db.acme.example:5432/orders");
                  ExecutorService threads =
                      (ExecutorService)
                          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
                  for (int i = 0; i < count; i++) {
                    int number = i;
                    AT_ONCE.acquire();
                    threads.execute(() -> handle(shared, number));
                  }
                  threads.shutdown();
                  System.out.println(threads.awaitTermination(count / 400, TimeUnit.SECONDS));
                  System.out.println(ROWS.get() + " rows");
                  shared.close();
                }

                static void handle(Connection connection, int number) {
                  try {
                    prepare(number);
                    Thread.sleep(1);
                    read(connection, number);
                    Thread.sleep(number % 3);
                    prepare(number);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  } finally {
                    AT_ONCE.release();
                  }
                }

                static int prepare(int number) {
                  return Integer.toString(number).length();
                }

                static void read(Connection connection, int number) throws Exception {
                  try (PreparedStatement select =
                          connection.prepareStatement("SELECT id FROM orders /* rows=2 */");
                      ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                      ROWS.incrementAndGet();
                      if (number % 50 == 0) {
                        Thread.sleep(1);
                      }
                    }
                  }
                }
              }
              """));

  static Stream<Jdk> withVirtualThreads() {
    return Jdk.all().filter(jdk -> jdk.release() >= 21);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void countsEachCallAndEachQuery(Jdk jdk) {
    assertCountsEachCallAndEachQuery(jdk, "exact");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void countsEachCallByTheCoarseClock(Jdk jdk) {
    assertCountsEachCallAndEachQuery(jdk, "coarse");
  }

  private static void assertCountsEachCallAndEachQuery(Jdk jdk, String clock) {
    Events events =
        AppRun.of("Fibers", PROGRAM, Project.plainJar())
            .on(jdk)
            .args(Integer.toString(THREADS))
            .option("methods.include", "Fibers")
            .option("methods.clock", clock)
            .option("query.log", "none")
            .option("slow.method", "off")
            .option("output.when-full", "wait")
            .timeoutSeconds(THREADS / 300)
            .runHealthy()
            .events();

    assertEquals(
        Map.of(
            "Fibers.main",
            1L,
            "Fibers.handle",
            (long) THREADS,
            "Fibers.prepare",
            2L * THREADS,
            "Fibers.read",
            (long) THREADS),
        events.methodCounts());
    Map<String, Long> queries = events.sums("metrics.query", "db.query.id", "stats.count");
    assertEquals(1, queries.size(), queries::toString);
    assertEquals((long) THREADS, queries.values().iterator().next());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void eachQueryHasItsRowsAndItsThread(Jdk jdk) {
    Events queries =
        AppRun.of("Fibers", PROGRAM, Project.plainJar())
            .on(jdk)
            .args("500")
            .option("methods.include", "Fibers")
            .option("query.log", "all")
            .option("output.when-full", "wait")
            .runHealthy()
            .events("db.query");

    assertEquals(500, queries.size());
    for (Event query : queries) {
      assertEquals(2, query.integer("db.response.returned_rows"), query::toString);
      assertEquals("true", query.text("thread.virtual"), query::toString);
    }
  }
}
