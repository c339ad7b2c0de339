package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void whatWasNotFilledInIsUnknown() {
    assertEquals("unknown", Build.known(null));
    assertEquals("unknown", Build.known(""));
    assertEquals("unknown", Build.known("${git.commit.id.abbrev}"));
    assertEquals("1.2", Build.known("1.2"));
  }

  @Test
  void theResourceIsThere() {
    assertFalse(Build.version().isEmpty());
    assertFalse(Build.commit().isEmpty());
  }
}
