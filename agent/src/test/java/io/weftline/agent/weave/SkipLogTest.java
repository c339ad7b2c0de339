package io.weftline.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkipLogTest {
  private final SkipLog skips = new SkipLog();
  private final Weaving.Told told = new Weaving.Told();

  @Test
  void eachReasonIsToldOnceWithAnExampleAndCounted() {
    skips.tell(told);
    skips.skipped("too new", "com.acme.A");
    skips.skipped("too new", "com.acme.B");
    skips.failed("broken", "com.acme.C");
    skips.methodTooLarge("com.acme.D", "huge", 9_000);
    assertEquals(3, told.all.size());
    assertTrue(told.all.get(0).endsWith("too new; first seen: com.acme.A"));
    assertTrue(told.all.get(2).endsWith("first seen: com.acme.D.huge, of 9000 bytes"));
    assertEquals(2L, skips.reasons().get("too new"));
    assertEquals(2, skips.skippedCount());
    assertEquals(1, skips.failedCount());
    assertEquals(0, skips.wovenCount());
  }

  @Test
  void whatCameBeforeSomebodyListensIsToldThen() {
    skips.skipped("one", "a");
    skips.skipped("two", "b");
    skips.tell(told);
    assertEquals(2, told.all.size());
    // Warnings of one topic are told once a minute: each reason needs its own.
    assertNotEquals(topic(told.all.get(0)), topic(told.all.get(1)));
    skips.skipped("two", "c");
    assertEquals(2, told.all.size());
  }

  private static String topic(String warning) {
    return warning.substring(0, warning.indexOf(':'));
  }

  @Test
  void differentReasonsAreLimited() {
    skips.tell(told);
    for (int i = 0; i < 80; i++) {
      skips.failed("reason " + i, "x");
    }
    assertEquals(51, skips.reasons().size());
    assertEquals(30L, skips.reasons().get("other reasons"));
    assertEquals(50, told.all.size());
    assertEquals(80, skips.failedCount());
    assertEquals(List.of("reason 0"), skips.reasons().keySet().stream().limit(1).toList());
  }
}
