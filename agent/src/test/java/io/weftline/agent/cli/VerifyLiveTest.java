package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weftline.agent.config.Config;
import io.weftline.agent.config.KnownOptions;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.output.Identity;
import io.weftline.agent.output.Output;
import io.weftline.agent.output.OutputSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that the agent's own writer is writing, rotating, compressing and deleting meanwhile. */
@Timeout(120)
class VerifyLiveTest {
  private static final int THREADS = 4;
  private static final int LOOKS = 25;

  @TempDir Path directory;

  private final Map<String, String> options = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private Output output;
  private volatile boolean ended;

  private void begin() {
    options.put("output.dir", directory.resolve("weftline").toString());
    options.put("output.flush-interval", "10ms");
    options.put("file.max-size", "64KB");
    Config config = Config.of(options, KnownOptions.load(getClass().getClassLoader()));
    Group resource = new Group().put("host", new Group().put("name", "h1"));
    String instance = UUID.randomUUID().toString();
    output =
        new Output(
            OutputSettings.of(config),
            new Identity("shop", null, null, "0.1.0", null, null, instance, resource));
    output.every(
        () ->
            output.offer(
                new Event(Level.INFO, Kinds.AGENT_STATS, "weftline", System.nanoTime(), 1)
                    .object(Fields.WEFTLINE, output.account().group())),
        TimeUnit.MILLISECONDS.toNanos(5));
    output.start();
    while (output.account().written() == 0) {
      // The first file is there before the first line.
      Thread.onSpinWait();
    }
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::offer, "offers-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void offer() {
    for (long i = 0; !ended; i++) {
      output.offer(
          new Event(
                  i % 50 == 0 ? Level.ERROR : Level.WARN,
                  Kinds.METHOD_CALL,
                  "com.acme.Shop",
                  System.nanoTime(),
                  1)
              .put(Fields.CODE_FUNCTION, "com.acme.Shop.sell"));
    }
  }

  @AfterEach
  void end() throws Exception {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
    output.close(
        TimeUnit.SECONDS.toNanos(10),
        account ->
            new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", System.nanoTime(), 1)
                .object(Fields.WEFTLINE, account.group()));
  }

  @Test
  void aProcessThatWritesIsNoFalseAlarm() throws Exception {
    options.put("file.compress", "true");
    options.put("output.queue-size", "256");
    begin();
    long rotations = 0;
    for (int look = 0; look < LOOKS || rotations <= LOOKS; look++) {
      Verified verified = Verified.in(directory, "weftline");
      assertEquals(0, verified.code, verified::toString);
      assertEquals(List.of("consistent"), verified.answers(), verified::toString);
      JsonNode process = verified.processes.get(0);
      assertEquals("running", process.get("end").asText(), verified::toString);
      rotations = process.get("deleted_files").asLong();
    }
    end();
    Verified verified = Verified.in(directory, "weftline");
    assertEquals(0, verified.code, verified::toString);
    JsonNode process = verified.processes.get(0);
    assertEquals("stopped", process.get("end").asText());
    assertTrue(process.get("dropped").asLong() > 0, verified::toString);
    assertFalse(verified.says("undecided"), verified::toString);
  }

  @Test
  void everyFileOfManyIsProvedByItself() throws Exception {
    options.put("file.max-files", "10000");
    options.put("output.when-full", "wait");
    begin();
    while (output.account().written() < 50_000) {
      Verified verified = Verified.in(directory, "weftline");
      assertEquals(0, verified.code, verified::toString);
      assertEquals(List.of("consistent"), verified.answers(), verified::toString);
    }
    end();
    Verified verified = Verified.in(directory, "weftline");
    assertEquals(List.of("complete"), verified.answers(), verified::toString);
    assertEquals(output.account().written(), verified.processes.get(0).get("lines").asLong());
    assertTrue(verified.processes.get(0).get("files").size() > 100, verified::toString);
  }
}
