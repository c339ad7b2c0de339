package io.weftline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the library {@code faults} says that it did, by the monotonic clock.
 *
 * @param wallNanos what the clock of the wall, in nanoseconds, is ahead of the monotonic one
 * @param hits when it struck
 * @param flows when the first bytes reached a main file after one or more of these
 * @param calls how many there were of each kind; empty if the process did not come to its end
 */
record FaultLog(long wallNanos, List<Long> hits, List<Long> flows, Map<String, Long> calls) {
  static FaultLog read(Path file) {
    long wallNanos = 0;
    List<Long> hits = new ArrayList<>();
    List<Long> flows = new ArrayList<>();
    Map<String, Long> calls = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "begin" -> wallNanos = Long.parseLong(words[2]) - Long.parseLong(words[1]);
          case "hit" -> hits.add(Long.valueOf(words[1]));
          case "flow" -> flows.add(Long.valueOf(words[1]));
          case "end" -> {
            for (int i = 3; i < words.length; i++) {
              String[] count = words[i].split("=");
              calls.put(count[0], Long.valueOf(count[1]));
            }
          }
          default -> throw new AssertionError(file + ": " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FaultLog(wallNanos, hits, flows, calls);
  }

  long firstHit() {
    return hits.get(0);
  }

  long lastHit() {
    return hits.get(hits.size() - 1);
  }

  /** The first flow after all hits; or a time before them if there was none. */
  long flowAfterAll() {
    for (long flow : flows) {
      if (flow - lastHit() >= 0) {
        return flow;
      }
    }
    return lastHit() - 1;
  }

  /** The monotonic time of a moment. */
  long nanosOf(Instant moment) {
    return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano() - wallNanos;
  }
}
