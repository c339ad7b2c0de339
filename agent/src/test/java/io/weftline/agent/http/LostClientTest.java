package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** By the stacks that servers and applications really make. */
class LostClientTest {
  private static final String SERVER = "org.acme.server.";

  private static IOException thrown(String... types) {
    StackTraceElement[] stack = new StackTraceElement[types.length];
    for (int i = 0; i < types.length; i++) {
      stack[i] = new StackTraceElement(types[i], "call", null, -1);
    }
    IOException made = new IOException("broken pipe");
    made.setStackTrace(stack);
    return made;
  }

  private static boolean is(Throwable thrown) {
    return LostClient.is(thrown, "org.acme.io.", SERVER);
  }

  @Test
  void isWhatTheServersOwnConnectionThrows() {
    assertTrue(is(thrown(SERVER + "Input", "com.acme.Shop", SERVER + "Channel")));
    assertTrue(is(thrown("sun.nio.ch.Net", "java.nio.X", "org.acme.io.Flusher", "com.acme.Shop")));
    assertTrue(
        is(new IllegalStateException(new UncheckedIOException(thrown(SERVER + "Input")))),
        "what frameworks wrap it in");
  }

  @Test
  void isNotWhatTheApplicationMakes() {
    assertFalse(is(null));
    assertFalse(is(new IOException()), "made here");
    assertFalse(is(thrown("java.io.FileInputStream", "com.acme.Shop", SERVER + "Channel")));
    assertFalse(is(thrown("sun.nio.ch.Net", "org.postgresql.Stream", "com.acme.Shop")));
    assertFalse(is(thrown("java.io.FileInputStream")), "nobody else is in it");
    assertFalse(is(thrown()), "no stack");
  }

  @Test
  void isNotWhatAClientOfTheSameLibraryThrows() {
    assertFalse(is(thrown("sun.nio.ch.Net", "org.acme.io.Flusher", "org.acme.client.Send")));
  }

  @Test
  void isNotAnotherKindOfExceptionOfTheServer() {
    RuntimeException made = new RuntimeException();
    made.setStackTrace(thrown(SERVER + "Input").getStackTrace());
    assertFalse(is(made));
  }

  @Test
  void causesThatGoInCirclesEnd() {
    RuntimeException first = new RuntimeException();
    RuntimeException second = new RuntimeException(first);
    first.initCause(second);
    assertFalse(is(first));
  }
}
