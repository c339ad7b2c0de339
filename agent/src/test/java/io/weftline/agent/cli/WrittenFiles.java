package io.weftline.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Files as the agent would have written them, line by line, to be damaged before they are saved.
 * One set, {@code shop}; names are those that the files have at the end.
 */
final class WrittenFiles {
  /** Oldest first. */
  final List<List<String>> files = new ArrayList<>(List.of(new ArrayList<>()));

  final List<String> errors = new ArrayList<>();

  private final Path directory;
  private int second;

  WrittenFiles(Path directory) {
    this.directory = directory;
  }

  Process process(String instance) {
    return new Process(instance);
  }

  List<String> current() {
    return files.get(files.size() - 1);
  }

  void rotate() {
    files.add(new ArrayList<>());
  }

  /** The name of a file by its place, oldest first. */
  String name(int index) {
    int age = files.size() - 1 - index;
    return "shop.jsonl" + (age == 0 ? "" : "." + age);
  }

  void save() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      save(name(i), files.get(i));
    }
    if (!errors.isEmpty()) {
      save("shop-errors.jsonl", errors);
    }
  }

  /** The last line has no line end if it is to be torn: it ends in this. */
  static final String TORN = "\u0000";

  void save(String name, List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name), text.replace(TORN + "\n", ""));
  }

  /** Replaces a saved file by its compressed form. */
  Path compress(String name) throws IOException {
    Path packed = directory.resolve(name + ".gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(directory.resolve(name), stream);
    }
    Files.delete(directory.resolve(name));
    return packed;
  }

  private String timestamp() {
    int now = second++;
    return String.format("2026-08-23T10:%02d:%02d.000000Z", now / 60 % 60, now % 60);
  }

  /** One process that writes. What it makes gets a number, and is written or dropped. */
  final class Process {
    private final String instance;
    private long made;
    private long written;
    private final Map<String, Long> dropped = new TreeMap<>();
    private int sequence;
    private String previous;
    private int errorsSequence;

    private Process(String instance) {
      this.instance = instance;
    }

    Process begin() {
      header(++made);
      return write("INFO", "agent.start", "\"weftline\":{\"instance\":\"" + instance + "\"}");
    }

    private void header(long seq) {
      String id = instance + "-" + ++sequence;
      String chain = previous == null ? "" : ",\"previous\":\"" + previous + "\"";
      String file = "\"file\":{\"id\":\"" + id + "\",\"sequence\":" + sequence + chain + "}";
      String weftline =
          "\"weftline\":{\"instance\":\"" + instance + "\"," + file + "," + account() + "}";
      current().add(line("INFO", "agent.file", seq, weftline));
      previous = id;
      written++;
    }

    private String account() {
      long sum = dropped.values().stream().mapToLong(Long::longValue).sum();
      Map<String, Object> events = new LinkedHashMap<>();
      events.put("\"made\"", made);
      events.put("\"written\"", written);
      events.put("\"dropped\"", sum);
      String text = "\"events\":" + events.toString().replace('=', ':').replace(" ", "");
      if (!dropped.isEmpty()) {
        List<String> causes = new ArrayList<>();
        dropped.forEach((cause, count) -> causes.add("\"" + cause + "\":" + count));
        text += ",\"dropped_by\":{" + String.join(",", causes) + "}";
      }
      return text;
    }

    private String line(String level, String kind, long seq, String rest) {
      String begin = "{\"timestamp\":\"" + timestamp() + "\",\"level\":\"" + level + "\"";
      String middle = ",\"kind\":\"" + kind + "\",\"message\":\"m\",\"logger\":\"weftline\"";
      return begin + middle + ",\"service\":{\"name\":\"shop\"},\"seq\":" + seq + "," + rest + "}";
    }

    /** Makes events and writes them. */
    Process write(int count) {
      for (int i = 0; i < count; i++) {
        write("WARN", "method.call", "\"code\":{\"function\":{\"name\":\"a.B.c\"}}");
      }
      return this;
    }

    private Process write(String level, String kind, String rest) {
      current().add(line(level, kind, ++made, rest));
      written++;
      return this;
    }

    /** Makes two events that are written in the other order, as two threads can. */
    Process swap() {
      made++;
      write(1);
      current().add(line("WARN", "method.call", made - 1, "\"call\":{\"self_ms\":1}"));
      written++;
      return this;
    }

    Process drop(int count, String cause) {
      made += count;
      dropped.merge(cause, (long) count, Long::sum);
      return this;
    }

    /** Makes an event that is in the queue, and the number of which nobody sees. */
    Process lose(int count) {
      made += count;
      return this;
    }

    Process stats() {
      return write("INFO", "agent.stats", "\"weftline\":{" + account() + "}");
    }

    /** Makes an event of level ERROR and its copy. */
    Process error() {
      write("ERROR", "exception", "\"error\":{\"type\":\"java.lang.Error\"}");
      if (errorsSequence == 0) {
        String id = instance + "-e" + ++errorsSequence;
        String file = "\"file\":{\"id\":\"" + id + "\",\"sequence\":1}";
        String weftline =
            "\"weftline\":{\"instance\":\"" + instance + "\"," + file + "," + account() + "}";
        errors.add(line("INFO", "agent.file", 0, weftline));
      }
      errors.add(current().get(current().size() - 1));
      return this;
    }

    /** Goes on in another file; an event is made before its header and written behind it. */
    Process rotate() {
      WrittenFiles.this.rotate();
      long before = ++made;
      header(++made);
      current().add(line("WARN", "method.call", before, "\"call\":{\"self_ms\":2}"));
      written++;
      return this;
    }

    Process stop() {
      made++;
      written++;
      current().add(line("INFO", "agent.stop", made, "\"weftline\":{" + account() + "}"));
      return this;
    }

    /** Is killed while it writes a line. */
    void kill(boolean healed) {
      String line = line("WARN", "method.call", ++made, "\"call\":{\"self_ms\":3}");
      current().add(line.substring(0, 90) + (healed ? "" : TORN));
    }
  }
}
