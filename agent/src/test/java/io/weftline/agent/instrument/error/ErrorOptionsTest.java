package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorOptionsTest {

  @Test
  void keysAndDefaultsAreThoseOfTheContract() {
    assertEquals("errors.stack-frames", ErrorOptions.STACK_FRAMES.key());
    assertEquals("100", ErrorOptions.STACK_FRAMES.defaultText());
    assertEquals("errors.per-group", ErrorOptions.PER_GROUP.key());
    assertEquals("5", ErrorOptions.PER_GROUP.defaultText());
    assertEquals("errors.ignore", ErrorOptions.IGNORE.key());
    assertEquals("", ErrorOptions.IGNORE.defaultText());
    assertEquals("errors.expected", ErrorOptions.EXPECTED.key());
    assertEquals("", ErrorOptions.EXPECTED.defaultText());
  }

  @Test
  void eachSettingReachesItsPlace() {
    ErrorSettings settings =
        Recorder.settings(7, 3, List.of("java.io.IOException"), List.of("java.lang.Error"));

    assertEquals(7, settings.stackFrames());
    assertEquals(3, settings.perGroup());
    assertTrue(settings.ignores(thrown(new IOException())));
    assertFalse(settings.ignores(thrown(new Error())));
    assertTrue(settings.expects(thrown(new Error())));
    assertFalse(settings.expects(thrown(new IOException())));
  }

  @Test
  void aPatternMatchesTheClassAndThoseBelow() {
    assertTrue(matches("java.io.IOException", new FileNotFoundException("x")));
    assertFalse(matches("java.io.FileNotFoundException", new IOException("x")));
    assertFalse(matches("java.io.IOExc", new IOException("x")));
    assertFalse(matches("java.io.Serializable", new IOException("x")));
  }

  @Test
  void aTextNarrowsItToMessagesThatContainIt() {
    assertTrue(matches("java.io.IOException: Broken pipe", new IOException("x: Broken pipe!")));
    assertTrue(matches("java.io.IOException:pipe: x", new IOException("Broken pipe: x")));
    assertFalse(matches("java.io.IOException: Broken pipe", new IOException("reset")));
    assertFalse(matches("java.io.IOException: Broken pipe", new IOException()));
    assertTrue(matches("java.io.IOException:", new IOException()));
  }

  private static boolean matches(String pattern, Throwable throwable) {
    return ThrowablePattern.of(pattern).matches(thrown(throwable));
  }

  private static Thrown thrown(Throwable throwable) {
    return new ThrownGraph().of(throwable);
  }
}
