package io.weftline.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Lines of exceptions as the agent would have written them, and files of them. */
final class ThrownLines {
  static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");

  private final Path directory;

  ThrownLines(Path directory) {
    this.directory = directory;
  }

  static String fingerprint(int number) {
    return String.format("f%015x", number);
  }

  /** {@code 2026-11-21T00:00:01.000000Z}, so many seconds after the beginning. */
  static String timestamp(double second) {
    String text = BEGIN.plusNanos((long) (second * 1e9)).toString();
    return text.length() == 20 ? text.replace("Z", ".000000Z") : text;
  }

  private static String envelope(
      double second, String level, String kind, String service, long seq) {
    return ("{'timestamp':'" + timestamp(second) + "','level':'" + level + "','kind':'" + kind)
            .replace('\'', '"')
        + ("','message':'m','logger':'weftline','service':" + service + ",'seq':" + seq)
            .replace('\'', '"');
  }

  /** The first line of a file; that of a file of errors has the number 0. */
  static String header(double second, String instance, long seq) {
    return header(second, "shop", instance, seq);
  }

  static String header(double second, String service, String instance, long seq) {
    String name = "{'name':'" + service + "'}";
    return envelope(second, "INFO", "agent.file", name, seq)
        + (",'weftline':{'instance':'" + instance + "'}}").replace('\'', '"');
  }

  /** A line of another kind. */
  static String request(double second, long seq, String rest) {
    return envelope(second, "WARN", "http.server.request", "{'name':'shop'}", seq)
        + rest.replace('\'', '"')
        + "}";
  }

  static Thrown thrown(double second, long seq, int group) {
    return new Thrown(second, seq, group);
  }

  void save(String name, Object... lines) throws IOException {
    save(name, List.of(lines));
  }

  void save(String name, List<?> lines) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name), text(lines));
  }

  void savePacked(String name, Object... lines) throws IOException {
    Files.createDirectories(directory);
    try (OutputStream stream =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      stream.write(text(List.of(lines)).getBytes(StandardCharsets.UTF_8));
    }
  }

  static String text(List<?> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** One line, changed as is needed; written with single quotes. */
  static final class Thrown {
    private final double second;
    private final long seq;
    private String level = "ERROR";
    private String service = "{'name':'shop','version':'1.0'}";
    private final List<String> envelope = new ArrayList<>();
    private final List<String> error = new ArrayList<>();
    private String rest = "";

    private Thrown(double second, long seq, int group) {
      this.second = second;
      this.seq = seq;
      error.add("'id':'" + String.format("%08x%08x", (int) (second * 10), seq) + "'");
      error.add("'fingerprint':'" + ThrownLines.fingerprint(group) + "'");
      error.add("'type':'com.acme.Failure" + group + "'");
    }

    Thrown level(String name) {
      level = name;
      return this;
    }

    Thrown service(String name, String version) {
      service = "{'name':'" + name + "','version':'" + version + "'}";
      return this;
    }

    /** Of the envelope, behind {@code seq}. */
    Thrown with(String field) {
      envelope.add(field);
      return this;
    }

    Thrown error(String field) {
      error.add(field);
      return this;
    }

    Thrown id(String id) {
      error.set(0, "'id':'" + id + "'");
      return this;
    }

    Thrown fingerprint(String fingerprint) {
      error.set(1, "'fingerprint':'" + fingerprint + "'");
      return this;
    }

    Thrown rest(String fields) {
      rest = "," + fields;
      return this;
    }

    @Override
    public String toString() {
      StringBuilder line = new StringBuilder();
      line.append(ThrownLines.envelope(second, level, "exception", service, seq));
      envelope.forEach(field -> line.append(',').append(field.replace('\'', '"')));
      line.append((",'error':{" + String.join(",", error) + "}" + rest).replace('\'', '"'));
      return line.append('}').toString();
    }
  }
}
