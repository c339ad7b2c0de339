package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputTest {
  private static final long SECONDS_10 = TimeUnit.SECONDS.toNanos(10);
  private static final LastEvent STOP =
      account ->
          new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", System.nanoTime(), 1)
              .message("stopped")
              .object(Fields.WEFTLINE, account.group());

  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();

  private Output output() {
    return new Output(options.dir(dir).build(), TestOutput.identity("shop"));
  }

  @Test
  void writesTheHeaderFirstAndTheAccountLast() throws Exception {
    Output output = output();
    output.offer(new Event(Level.INFO, Kinds.AGENT_START, "weftline", System.nanoTime(), 0));
    output.start();
    output.offer(TestOutput.event(Level.INFO, "x"));
    output.suppressed(7);
    output.close(SECONDS_10, STOP);
    output.close(SECONDS_10, STOP);

    List<Map<String, Object>> records = Records.of(dir.resolve("shop.jsonl"));
    assertEquals(
        List.of("agent.file", "agent.start", "method.call", "agent.stop"),
        records.stream().map(r -> r.get("kind")).toList());
    for (int i = 0; i < 4; i++) {
      assertEquals(i + 1L, records.get(i).get("seq"));
    }
    Map<String, Object> header = records.get(0);
    assertEquals("weftline-event/1", header.get("schema"));
    assertEquals(1L, Json.at(header, "weftline.first_seq"));
    assertEquals(TestOutput.INSTANCE, Json.at(header, "weftline.instance"));
    assertEquals("h1", Json.at(header, "resource.host.name"));
    assertTrue(Files.readString(dir.resolve("shop.jsonl")).indexOf('\n') >= 1100);
    Map<String, Object> stop = Records.assertAccount(records);
    assertEquals(4, Json.number(stop, "weftline.events.written"));
    assertEquals(7, Json.number(stop, "weftline.events.suppressed"));
    assertMatchesTheSchema(dir.resolve("shop.jsonl"));
    assertFalse(output.offer(TestOutput.event(Level.INFO, "late")));
  }

  /** Of the lines those whose content is made here. */
  private static void assertMatchesTheSchema(Path file) throws IOException {
    JsonSchema schema;
    try (InputStream in =
        OutputTest.class.getResourceAsStream(
            "/io/weftline/agent/schema/weftline-event-1.schema.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
    for (String line : Files.readAllLines(file)) {
      if (line.contains("\"kind\":\"agent.file\"") || line.contains("\"kind\":\"agent.stop\"")) {
        assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line);
      }
    }
  }

  @Test
  void losesNothingUncountedOfManyThreads() throws Exception {
    options.maxSize = 50_000_000;
    options.queueSize = 8192;
    long[] taken = new long[8];
    Output output = output();
    output.start();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int index = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  taken[index] += output.offer(TestOutput.event(Level.INFO, "t" + index)) ? 1 : 0;
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    output.close(SECONDS_10, STOP);

    List<Map<String, Object>> records = Records.main(dir, "shop");
    Map<String, Object> stop = Records.assertAccount(records);
    long sum = 0;
    for (long one : taken) {
      sum += one;
    }
    long headers = records.stream().filter(r -> r.get("kind").equals("agent.file")).count();
    assertEquals(800_000 + headers + 1, Json.number(stop, "weftline.events.made"));
    assertEquals(sum + headers + 1, Json.number(stop, "weftline.events.written"));
  }

  @Test
  void makesThreadsWaitInsteadOfLosingEvents() throws Exception {
    options.queueSize = 64;
    options.wait = true;
    options.maxFiles = 10_000;
    Output output = output();
    output.start();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < 4; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  assertTrue(output.offer(TestOutput.event(Level.INFO, "x")));
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    output.close(SECONDS_10, STOP);
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(0, Json.number(stop, "weftline.events.dropped"));
  }

  @Test
  void stopsExactlyWhileOthersGoOnOffering() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path sub = dir.resolve("r" + round);
      Output output = new Output(options.dir(sub).build(), TestOutput.identity("shop"));
      output.start();
      CountDownLatch going = new CountDownLatch(2);
      Thread[] threads = new Thread[2];
      for (int t = 0; t < 2; t++) {
        threads[t] =
            new Thread(
                () -> {
                  int refused = 0;
                  while (refused < 20_000) {
                    refused += output.offer(TestOutput.event(Level.INFO, "x")) ? 0 : 1;
                    going.countDown();
                  }
                });
        threads[t].start();
      }
      going.await();
      output.close(SECONDS_10, STOP);
      for (Thread thread : threads) {
        thread.join();
      }
      options.maxFiles = 1000;
      List<Map<String, Object>> records = Records.main(sub, "shop");
      Map<String, Object> stop =
          records.stream().filter(r -> r.get("kind").equals("agent.stop")).findAny().get();
      long made = Json.number(stop, "weftline.events.made");
      assertEquals(
          made,
          Json.number(stop, "weftline.events.written")
              + Json.number(stop, "weftline.events.dropped"));
      List<Map<String, Object>> current = Records.of(sub.resolve("shop.jsonl"));
      assertEquals(stop, current.get(current.size() - 1));
    }
  }

  @Test
  void keepsWhatItsOwnThreadHasToSayWhateverTheQueue() throws Exception {
    options.queueSize = 64;
    options.maxFiles = 1000;
    Output output = output();
    AtomicInteger turns = new AtomicInteger();
    output.every(
        () -> {
          for (int i = 0; i < 3_000; i++) {
            assertTrue(output.offer(TestOutput.event(Level.INFO, "own")));
          }
          turns.incrementAndGet();
        },
        1_000_000L);
    output.atEnd(() -> output.offer(new Event(Level.INFO, Kinds.METRICS_JVM, "m", 1, 0)));
    CountDownLatch once = new CountDownLatch(1);
    output.start();
    output.soon(once::countDown);
    assertTrue(once.await(10, TimeUnit.SECONDS));
    while (turns.get() < 3) {
      Thread.onSpinWait();
    }
    output.close(SECONDS_10, STOP);
    List<Map<String, Object>> records = Records.main(dir, "shop");
    Map<String, Object> stop = Records.assertAccount(records);
    assertEquals(0, Json.number(stop, "weftline.events.dropped"));
    List<Map<String, Object>> current = Records.of(dir.resolve("shop.jsonl"));
    long metrics =
        (Long)
            records.stream()
                .filter(r -> r.get("kind").equals("metrics.jvm"))
                .findAny()
                .get()
                .get("seq");
    assertTrue(metrics < (Long) stop.get("seq"));
    assertEquals("agent.stop", current.get(current.size() - 1).get("kind"));
  }

  @Test
  void survivesWorkThatThrowsAndEventsThatCannotBeEncoded() throws Exception {
    List<String> warned = new ArrayList<>();
    Output output = output();
    output.warnings((topic, message) -> warned.add(topic));
    CountDownLatch ran = new CountDownLatch(3);
    output.every(
        () -> {
          ran.countDown();
          throw new StackOverflowError();
        },
        1_000_000L);
    output.start();
    assertTrue(ran.await(10, TimeUnit.SECONDS));
    List<Object> hostile =
        new java.util.AbstractList<>() {
          @Override
          public Object get(int index) {
            throw new OutOfMemoryError("test");
          }

          @Override
          public int size() {
            return 0;
          }

          @Override
          public java.util.Iterator<Object> iterator() {
            if (Thread.currentThread().getName().equals(EventWriter.NAME) && inEncoder()) {
              throw new OutOfMemoryError("test");
            }
            return java.util.Collections.emptyIterator();
          }
        };
    for (int i = 0; i < 5; i++) {
      output.offer(TestOutput.event(Level.INFO, "x").object(Fields.QUERIES, hostile));
    }
    output.offer(TestOutput.event(Level.INFO, "good"));
    output.close(SECONDS_10, STOP);
    Map<String, Object> stop = Records.assertAccount(Records.main(dir, "shop"));
    assertEquals(5, Json.number(stop, "weftline.dropped_by.encoding"));
    assertTrue(Json.number(stop, "weftline.task_failures") >= 3);
    assertEquals(1, warned.stream().filter("output.encoding"::equals).count());
    assertTrue(warned.contains("output.task"));
  }

  private static boolean inEncoder() {
    return java.util.Arrays.stream(new Throwable().getStackTrace())
        .anyMatch(frame -> frame.getClassName().endsWith("JsonEncoder"));
  }

  @Test
  void isWokenBeforeTheQueueIsFull() throws Exception {
    options.flushNanos = SECONDS_10;
    options.queueSize = 1024;
    Output output = output();
    output.start();
    long begin = System.nanoTime();
    while (output.account().written() < 100 && System.nanoTime() - begin < SECONDS_10 / 2) {
      if (output.account().made() < 600) {
        assertTrue(output.offer(TestOutput.event(Level.INFO, "x")));
      }
      Thread.onSpinWait();
    }
    assertTrue(output.account().written() >= 100);
    output.close(SECONDS_10, null);
  }

  @Test
  void writesLinesOnlyToAStreamAndInAnotherFormat() throws Exception {
    options.stdout = true;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineFormat format =
        (json, out) ->
            out.append(LineBuffer.ascii("L"))
                .number(Json.number(Json.object(json.toBytes()), "seq"));
    Output output =
        new Output(
            options.build(),
            TestOutput.identity("shop"),
            format,
            Clock.SYSTEM,
            (parts, lines) -> new StreamTarget(bytes, parts));
    output.start();
    output.offer(TestOutput.event(Level.ERROR, "x"));
    output.close(SECONDS_10, STOP);
    assertEquals("L1\nL2\n", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void countsWhatAClosedStreamDoesNotTake() {
    options.stdout = true;
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Output output =
        new Output(
            options.build(),
            TestOutput.identity("shop"),
            null,
            Clock.SYSTEM,
            (parts, lines) -> new StreamTarget(closed, parts));
    output.start();
    output.offer(TestOutput.event(Level.ERROR, "x"));
    output.close(SECONDS_10, null);
    assertEquals(1, output.account().dropped(Account.Loss.DISK));
  }

  @Test
  void endsInTimeThoughTheTargetHangs() {
    CountDownLatch never = new CountDownLatch(1);
    Output output =
        new Output(
            options.build(),
            TestOutput.identity("shop"),
            null,
            Clock.SYSTEM,
            (parts, lines) ->
                new StreamTarget(
                    new OutputStream() {
                      @Override
                      public void write(int b) throws IOException {
                        try {
                          never.await();
                        } catch (InterruptedException e) {
                          throw new IOException(e);
                        }
                      }
                    },
                    parts));
    output.start();
    output.offer(TestOutput.event(Level.ERROR, "x"));
    long begin = System.nanoTime();
    output.close(TimeUnit.MILLISECONDS.toNanos(200), null);
    assertTrue(System.nanoTime() - begin < SECONDS_10);
    never.countDown();
  }

  @Test
  void startsByItselfWhenItIsClosed() throws Exception {
    Output output = output();
    output.offer(TestOutput.event(Level.INFO, "x"));
    output.close(SECONDS_10, STOP);
    assertEquals(3, Records.of(dir.resolve("shop.jsonl")).size());
    assertNotNull(Records.assertAccount(Records.main(dir, "shop")));
  }
}
