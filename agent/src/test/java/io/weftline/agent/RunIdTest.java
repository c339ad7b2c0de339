package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIdTest {
  @Test
  void runsAreToldApart() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String id = RunId.make();
      assertRandom(id);
      assertTrue(all.add(id));
    }
  }

  @Test
  void systemsWithoutASourceOfRandomBytesHaveAnIdToo(@TempDir Path directory) throws Exception {
    String missing = directory.resolve("missing").toString();
    assertRandom(RunId.make(missing));
    assertNotEquals(RunId.make(missing), RunId.make(missing));
    Path empty = Files.writeString(directory.resolve("empty"), "too short");
    assertRandom(RunId.make(empty.toString()));
  }

  @Test
  void itIsTheSourceThatDecides(@TempDir Path directory) throws Exception {
    byte[] bytes = new byte[16];
    Path source = Files.write(directory.resolve("source"), bytes);
    assertEquals("00000000-0000-4000-8000-000000000000", RunId.make(source.toString()));
    Arrays.fill(bytes, (byte) 0xff);
    Files.write(source, bytes);
    assertEquals("ffffffff-ffff-4fff-bfff-ffffffffffff", RunId.make(source.toString()));
  }

  private static void assertRandom(String id) {
    UUID uuid = UUID.fromString(id);
    assertEquals(4, uuid.version());
    assertEquals(2, uuid.variant());
  }
}
