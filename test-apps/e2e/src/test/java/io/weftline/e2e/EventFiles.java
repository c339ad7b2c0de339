package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads the files of a service, oldest first, and holds each line against {@link LineRules}. */
final class EventFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int MIN_HEADER_BYTES = 1100;
  private static final int MAX_PROBLEMS = 10;

  private EventFiles() {}

  /** All lines of the main files of a service, backups too; fails unless all of them are right. */
  static Events read(Path directory, String service) {
    return readAll(filesOf(directory, service), false);
  }

  /** As {@link #read}, but what a killed process was writing last may be torn. */
  static Events readTorn(Path directory, String service) {
    return readAll(filesOf(directory, service), true);
  }

  /** The lines of one file. */
  static Events readFile(Path file) {
    return readAll(List.of(file), false);
  }

  /** The main files of a service, the oldest first. */
  static List<Path> filesOf(Path directory, String service) {
    Pattern name = Pattern.compile(Pattern.quote(service) + "\\.jsonl(?:\\.([0-9]+))?(?:\\.gz)?");
    Map<Integer, Path> byAge = new TreeMap<>((one, other) -> other - one);
    for (String file : Project.list(directory)) {
      Matcher matcher = name.matcher(file);
      if (matcher.matches()) {
        int age = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        Path twice = byAge.put(age, directory.resolve(file));
        if (twice != null) {
          fail("the same backup twice: " + twice + " and " + file);
        }
      }
    }
    return List.copyOf(byAge.values());
  }

  /** Lines that went to a stream, where there is no header. */
  static Events parse(String name, List<String> lines) {
    List<String> problems = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (String line : lines) {
      addLine(Path.of(name), events.size() + 1, line, events, problems);
    }
    failOn(problems, name);
    return new Events(name, events);
  }

  private static Events readAll(List<Path> files, boolean torn) {
    List<String> problems = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Path file : files) {
      readFile(file, torn, events, problems);
    }
    failOn(problems, files.toString());
    return new Events(files.isEmpty() ? "no file" : files.toString(), events);
  }

  private static void readFile(Path file, boolean torn, List<Event> events, List<String> problems) {
    String text = decode(file, problems);
    if (text.startsWith("\ufeff")) {
      problems.add(file + " begins with a byte order mark");
    }
    int start = 0;
    int number = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        if (!torn) {
          problems.add(file + " does not end with a line end: " + text.substring(start));
        }
        break;
      }
      String line = text.substring(start, end);
      number++;
      int before = events.size();
      addLine(file, number, line, events, problems);
      if (number == 1 && events.size() > before) {
        checkHeader(events.get(before), problems);
      }
      start = end + 1;
    }
    if (number == 0 && !torn) {
      problems.add(file + " has no line");
    }
  }

  private static void checkHeader(Event header, List<String> problems) {
    if (!header.kind().equals("agent.file")) {
      problems.add("not agent.file, the first line of a file: " + header);
    }
    int bytes = header.text().getBytes(StandardCharsets.UTF_8).length;
    if (bytes < MIN_HEADER_BYTES) {
      problems.add("a header of " + bytes + " bytes, less than 1,100: " + header);
    }
  }

  private static void addLine(
      Path file, int number, String line, List<Event> events, List<String> problems) {
    Event event = parseLine(file, number, line, problems);
    if (event != null) {
      events.add(event);
    }
  }

  /** One line, held against the contract; null if it is no JSON. */
  static Event parseLine(Path file, int number, String line, List<String> problems) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      problems.add(file + ":" + number + " " + e.getOriginalMessage() + ": " + line);
      return null;
    }
    Event event = new Event(file, number, line, json);
    for (String problem : LineRules.check(event)) {
      problems.add(problem + ": " + event);
    }
    return event;
  }

  private static String decode(Path file, List<String> problems) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = in.readAllBytes();
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        problems.add(file + " is not UTF-8: " + e);
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static void failOn(List<String> problems, String where) {
    if (!problems.isEmpty()) {
      List<String> shown = problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()));
      fail(
          problems.size()
              + " violations of the contract in "
              + where
              + "\n  "
              + String.join("\n  ", shown));
    }
  }
}
