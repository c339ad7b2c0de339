package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What is in the files of a directory, as somebody outside sees it. */
final class Records {
  private Records() {}

  static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The lines of a file; those that are no JSON as null. */
  static List<Map<String, Object>> of(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    List<Map<String, Object>> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        if (i > start) {
          records.add(parse(java.util.Arrays.copyOfRange(bytes, start, i)));
        }
        start = i + 1;
      }
    }
    return records;
  }

  private static Map<String, Object> parse(byte[] line) {
    try {
      return Json.object(line);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** The lines of all main files of a name, torn ones left out. */
  static List<Map<String, Object>> main(Path directory, String name) throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String file : names(directory)) {
      if (file.startsWith(name + ".jsonl")) {
        for (Map<String, Object> record : of(directory.resolve(file))) {
          if (record != null) {
            records.add(record);
          }
        }
      }
    }
    return records;
  }

  /** Holds what each header of one process says against how many lines stand before it. */
  static void assertHeaders(Path directory, String name) throws IOException {
    List<String> files = new ArrayList<>(names(directory));
    files.removeIf(file -> !file.matches(name + "\\.jsonl(\\.\\d+(\\.gz)?)?"));
    files.sort(Comparator.comparingInt(Records::age).reversed());
    long before = 0;
    for (String file : files) {
      for (Map<String, Object> record : of(directory.resolve(file))) {
        if (record != null && "agent.file".equals(record.get("kind"))) {
          assertEquals(before, Json.number(record, "weftline.events.written"), file + record);
        }
        before += record == null ? 0 : 1;
      }
    }
  }

  private static int age(String file) {
    String number = file.replaceFirst(".*\\.jsonl\\.?", "").replace(".gz", "");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  /**
   * Holds the account of agent.stop against the lines: none twice, none missing that is not lost.
   */
  static Map<String, Object> assertAccount(List<Map<String, Object>> records) {
    Set<Long> seqs = new HashSet<>();
    Map<String, Object> stop = null;
    for (Map<String, Object> record : records) {
      assertTrue(seqs.add(Json.number(record, "seq")), "twice: " + record);
      stop = "agent.stop".equals(record.get("kind")) ? record : stop;
    }
    long made = Json.number(stop, "weftline.events.made");
    long written = Json.number(stop, "weftline.events.written");
    long dropped = Json.number(stop, "weftline.events.dropped");
    assertEquals(made, written + dropped);
    assertEquals(made, Json.number(stop, "seq"));
    assertEquals(written, seqs.size());
    long sum = 0;
    Map<?, ?> causes = (Map<?, ?>) Json.at(stop, "weftline.dropped_by");
    if (causes != null) {
      for (Object count : causes.values()) {
        sum += (Long) count;
      }
    }
    assertEquals(dropped, sum);
    return stop;
  }
}
