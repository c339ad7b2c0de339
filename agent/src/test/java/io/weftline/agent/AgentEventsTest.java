package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.KnownOptions;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.output.Account;
import io.weftline.agent.output.Identity;
import io.weftline.agent.output.Output;
import io.weftline.agent.output.OutputSettings;
import io.weftline.agent.trace.CoarseClock;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.CompiledClasses;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.JdkClasses;
import io.weftline.agent.weave.Marks;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.SkipLog;
import io.weftline.agent.weave.Supertypes;
import io.weftline.agent.weave.Transformer;
import io.weftline.bootstrap.Bridge;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent says of itself, and the session from main to the end. */
class AgentEventsTest {
  private final Config config =
      Config.of(
          Map.of("slow.method", "7s"), KnownOptions.load(AgentEventsTest.class.getClassLoader()));
  private final TestServices services = new TestServices(config, "com.acme.");
  private final SkipLog skips = new SkipLog();
  private final AgentEvents events = new AgentEvents(services, skips, new CoarseClock());

  @TempDir Path directory;

  private static Object at(Event event, String... path) {
    Object value = TestServices.value(event, Fields.WEFTLINE);
    for (String name : path) {
      Group group = (Group) value;
      value = null;
      for (int i = 0; i < group.size(); i++) {
        if (group.name(i).equals(name)) {
          value = group.value(i);
        }
      }
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  private Output output() {
    Config values =
        Config.of(
            Map.of("output.dir", directory.toString(), "service.name", "shop"),
            KnownOptions.load(getClass().getClassLoader()));
    return new Output(
        OutputSettings.of(values),
        new Identity("shop", null, null, "1", "abc", "00", "instance", new Group()));
  }

  @Test
  void theFirstEventSaysWhoIsThereAndWithWhichOptions() {
    events.started(config, "shop", "the-instance", "manifest");
    Event event = services.only();
    assertEquals(Kinds.AGENT_START, event.kind());
    assertEquals(Level.INFO, event.level());
    assertTrue(event.message().endsWith("watches shop"));
    assertEquals("the-instance", at(event, "instance"));
    assertEquals("manifest", at(event, "bridge"));
    assertEquals(System.getProperty("java.version"), at(event, "jvm", "version"));
    assertEquals(config.hash(), at(event, "config_hash"));
    assertEquals("7s", at(event, "options", "slow.method", "value"));
    assertNotNull(at(event, "options", "slow.method", "source"));
    assertNull(at(event, "options", "no.such.option"));
  }

  @Test
  void aTopicIsToldOnceAMinute() {
    for (int i = 0; i < 10; i++) {
      events.warn("methods.limit", "number " + i);
    }
    events.warn("another", "one");
    List<Event> told = services.take();
    assertEquals(2, told.size());
    assertEquals("number 0", told.get(0).message());
    assertEquals(Kinds.AGENT_WARNING, told.get(0).kind());
    assertEquals(Level.WARN, told.get(0).level());
    assertEquals("methods.limit", at(told.get(0), "topic"));
    for (int i = 0; i < 1_000; i++) {
      events.warn("topic " + i, "x");
    }
    assertEquals(198, services.take().size(), "topics are limited");
  }

  @Test
  void statisticsAndTheLastEventCarryTheAccount() {
    Account account = output().account();
    events.statistics(account);
    Event event = services.only();
    assertEquals(Kinds.AGENT_STATS, event.kind());
    assertEquals(0L, at(event, "classes", "woven"));
    assertEquals(Bridge.failures(), at(event, "advice_failures"));
    assertEquals(Bridge.overflows(), at(event, "hook_overflows"));
    assertNotNull(at(event, "events", "made"));
    Bridge.failed(new IllegalStateException("secret"));
    event = events.make(account);
    assertEquals(List.of(), services.take(), "the writer takes it from here");
    assertEquals(Kinds.AGENT_STOP, event.kind());
    assertTrue(event.message().contains("failures inside hooks, see last_failure"));
    String last = (String) at(event, "last_failure");
    assertTrue(last.startsWith("java.lang.IllegalStateException at " + getClass().getName()), last);
    assertFalse(last.contains("secret"));
    assertNull(at(event, "classes", "reasons"));
  }

  // ---- the session

  /** Fails for whatever it is asked. */
  private static final class Failing extends Instrumentation {
    @Override
    public void install(Services to) {}

    @Override
    public boolean concerns(ClassLoader loader, ClassFile file) {
      throw new IllegalStateException("of the instrumentation");
    }

    @Override
    public void plan(ClassFile file, Supertypes supertypes, Plan plan) {}
  }

  @Test
  void aSessionBeginsWithMainAndEndsWithTheLastLine() throws Exception {
    Output output = output();
    AgentEvents own = new AgentEvents(output, skips, new CoarseClock());
    CountDownLatch turned = new CountDownLatch(1);
    CountDownLatch finished = new CountDownLatch(1);
    services.sweeps.add(
        new io.weftline.agent.trace.Sweeps.Sweep() {
          @Override
          public void turn() {
            turned.countDown();
          }

          @Override
          public void finish() {
            finished.countDown();
          }
        });
    var jvm =
        (java.lang.instrument.Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {java.lang.instrument.Instrumentation.class},
                (proxy, method, arguments) -> new Class<?>[0]);
    Session session =
        new Session(output, own, services.metrics, 3_600_000_000_000L, services.sweeps, skips, jvm);
    Transformer transformer =
        new Transformer(List.of(new Failing()), new Marks(), new JdkClasses(), skips, session);
    session.weavesWith(transformer);
    own.started(config, "shop", "the-instance", "manifest");
    assertEquals(0, files(), "a file before main");

    CompiledClasses main = CompiledClasses.of("package com.acme; class Main {}");
    transformer.premainReturned();
    transformer.transform(main.loader(), "com/acme/Main", null, null, main.bytes("com.acme.Main"));
    assertTrue(turned.await(10, TimeUnit.SECONDS));
    session.run();
    session.end().run();
    session.end().run();
    assertEquals(0, finished.getCount());
    List<String> lines = Files.readAllLines(directory.resolve("shop.jsonl"));
    assertTrue(lines.get(0).contains("\"agent.file\""), lines.get(0));
    assertTrue(lines.get(1).contains("\"agent.start\""), lines.get(1));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.contains("\"agent.stop\""), last);
    assertTrue(last.contains("of the instrumentation"), "why classes were left alone");
    assertEquals(1, lines.stream().filter(each -> each.contains("\"agent.stop\"")).count());
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }
}
