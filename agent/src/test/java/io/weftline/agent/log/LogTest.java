package io.weftline.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Log log = new Log(nanos::get);
  private final PrintStream before = System.err;
  private ByteArrayOutputStream bytes;

  @BeforeEach
  void replaceTheStream() {
    bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes));
  }

  @AfterEach
  void giveTheStreamBack() {
    System.setErr(before);
  }

  private String printed() {
    String text = bytes.toString().replace("\r", "");
    bytes.reset();
    return text;
  }

  @Test
  void beginsEveryLineAlike() {
    log.print("a", "one\ntwo");
    assertEquals("weftline: one\nweftline: two\n", printed());
  }

  @Test
  void printsACauseOnceAMinuteAndSaysHowManyItHeldBack() {
    log.print("a", "first");
    log.print("b", "other");
    log.print("a", "second");
    log.print("a", "third");
    nanos.addAndGet(59_999_999_999L);
    log.print("a", "fourth");
    assertEquals("weftline: first\nweftline: other\n", printed());
    nanos.addAndGet(1);
    log.print("a", "fifth");
    log.print("b", "again");
    assertEquals(
        "weftline: fifth (3 more of this kind were not printed)\nweftline: again\n", printed());
  }

  @Test
  void putsCausesWithoutEndIntoOne() {
    for (int i = 0; i < 10_000; i++) {
      log.print("cause " + i, "text");
    }
    assertEquals(65, printed().split("\n").length);
  }

  @Test
  void takesTheStreamWhenItPrints() {
    log.print("a", "first");
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    System.setErr(new PrintStream(other));
    log.print("b", "second");
    assertEquals("weftline: first\n", printed());
    assertEquals("weftline: second\n", other.toString().replace("\r", ""));
  }

  @Test
  void neverThrows() {
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String text) {
            throw new IllegalStateException();
          }

          @Override
          public void flush() {
            throw new StackOverflowError();
          }
        });
    log.print("a", "x");
    log.print(null, null);
    System.setErr(null);
    log.print("b", "x");
  }

  @Test
  void leavesNoPropertyBehind() {
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "mine");
    try {
      log.print("a", "x");
      assertEquals("weftline: x\n", printed());
      assertEquals("mine", System.getProperty("org.slf4j.simpleLogger.showThreadName"));
      assertNull(System.getProperty("org.slf4j.simpleLogger.warnLevelString"));
    } finally {
      System.clearProperty("org.slf4j.simpleLogger.showThreadName");
    }
  }
}
