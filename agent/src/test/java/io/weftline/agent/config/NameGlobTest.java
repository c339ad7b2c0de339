package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameGlobTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Order, com.acme.Order, true",
    "com.acme.Order, com.acme.Order$Line, false",
    "com.acme.*, com.acme.Order, true",
    "com.acme.*, com.acme.Order$Line, true",
    "com.acme.*, com.acme.shop.Order, false",
    "com.acme.*, com.acme, false",
    "com.acme.*, com.acmeX, false",
    "com.acme.**, com.acme.Order, true",
    "com.acme.**, com.acme.a.b.Order, true",
    "com.acme.**, com.acme, false",
    "com.acme.**, com.acme., false",
    "**, Order, true",
    "**, com.acme.Order, true",
    "*, Order, true",
    "*, com.acme.Order, false",
    "com.acme.Order$*, com.acme.Order$Line, true",
    "com.acme.Order$*, com.acme.Order, false",
    "Held$*, Held$Inner, true",
    "Held$*, com.acme.Held$Inner, false",
    "com.acme.**.*Service, com.acme.shop.OrderService, true",
    "com.acme.**.*Service, com.acme.OrderService, false",
    "com.acme.**.*Service, com.acme.a.b.c.OrderService, true",
    "com.acme.**.*Service, com.acme.a.OrderServices, false",
    "**.dao.*, com.acme.dao.Orders, true",
    "**.dao.*, dao.Orders, false",
    "**.dao.**, com.dao.dao.dao.Orders, true",
    "**.**, Order, false",
    "**.**, com.Order, true",
    "com.*.*.Order*, com.a.b.OrderX, true",
    "com.*.*.Order*, com.a.OrderX, false",
    "a.**.b.**.c, a.x.b.c, false",
    "a.**.b.**.c, a.x.b.b.c, true"
  })
  void typesMatchBySegments(String glob, String name, boolean matches) {
    assertEquals(matches, NameGlob.type(glob).matches(name));
  }

  @ParameterizedTest
  @CsvSource({
    "find*, findAll, true",
    "find*, find, true",
    "find*, refind, false",
    "*find, refind, true",
    "*, any, true",
    "f*d*, findAll, true",
    "get*By*Id, getOrderByLineId, true",
    "get*By*Id, getOrderById2, false",
    "place, place, true",
    "place, placed, false",
    "copy$*, copy$default, true"
  })
  void methodsMatchByCharacters(String glob, String name, boolean matches) {
    assertEquals(matches, NameGlob.method(glob).matches(name));
  }

  @Test
  void nameWithoutWildcardIsExact() {
    assertTrue(NameGlob.type("com.acme.Order$Line").isExact());
    assertFalse(NameGlob.type("com.acme.*").isExact());
    assertFalse(NameGlob.type("**").isExact());
    assertEquals("com.acme.*", NameGlob.type("com.acme.*").text());
  }

  @Test
  void typesMatchAsTheEquivalentRegularExpressionDoes() {
    Random random = new Random(11);
    String[] segments = {"**", "*", "a", "b", "a*", "*b", "a*b", "*a*"};
    int matched = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder glob = new StringBuilder();
      for (int s = random.nextInt(5); s >= 0; s--) {
        glob.append(segments[random.nextInt(segments.length)]).append(s == 0 ? "" : ".");
      }
      StringBuilder name = new StringBuilder();
      for (int s = random.nextInt(6); s >= 0; s--) {
        for (int c = random.nextInt(3); c >= 0; c--) {
          name.append(random.nextBoolean() ? 'a' : 'b');
        }
        name.append(s == 0 ? "" : ".");
      }
      boolean expected = Pattern.matches(regexOf(glob.toString()), name);
      matched += expected ? 1 : 0;
      assertEquals(
          expected, NameGlob.type(glob.toString()).matches(name.toString()), glob + " " + name);
    }
    assertTrue(matched > 2_000, "matched " + matched);
  }

  private static String regexOf(String glob) {
    return glob.replace(".", "\\.")
        .replace("**", "<many>")
        .replace("*", "[^.]*")
        .replace("<many>", "[^.]+(?:\\.[^.]+)*");
  }

  @Test
  void costlyGlobsStayCheap() {
    NameGlob inSegment = NameGlob.type("*a".repeat(200) + "*b");
    NameGlob overSegments = NameGlob.type("**.a.".repeat(100) + "b");
    String letters = "a".repeat(5_000);
    String dots = "a.".repeat(2_500) + "c";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 20; i++) {
            assertFalse(inSegment.matches(letters));
            assertFalse(overSegments.matches(dots));
          }
        });
  }

  @Test
  void matchingAllocatesNothing() {
    NameGlob[] globs = {
      NameGlob.type("com.acme.**.*Service"), NameGlob.type("com.acme.**"), NameGlob.method("f*d*")
    };
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    int matched = 0;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        for (NameGlob glob : globs) {
          matched += glob.matches("com.acme.shop.order.OrderService") ? 1 : 0;
        }
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(400_000, matched);
    // The measurement itself may allocate a little, 30,000 matches not a byte.
    assertTrue(least < 1_000, "allocated " + least);
  }
}
