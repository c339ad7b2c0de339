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
  private static final String BEGIN = "{\"timestamp\":\"";

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
    return filesOf(directory, service, false);
  }

  /**
   * The same of a process that was ended at some moment: a file may still be there beside what it
   * was compressed to, both being the same, and a new one may be empty; they are left out.
   */
  static List<Path> filesLeftOf(Path directory, String service) {
    List<Path> files = new ArrayList<>(filesOf(directory, service, true));
    Path current = directory.resolve(service + ".jsonl");
    try {
      if (files.contains(current) && Files.size(current) == 0) {
        files.remove(current);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static List<Path> filesOf(Path directory, String service, boolean mayBeDouble) {
    Pattern name = Pattern.compile(Pattern.quote(service) + "\\.jsonl(?:\\.([0-9]+))?(?:\\.gz)?");
    Map<Integer, Path> byAge = new TreeMap<>((one, other) -> other - one);
    // Sorted: what is compressed comes after what is not.
    for (String file : Project.list(directory)) {
      Matcher matcher = name.matcher(file);
      if (matcher.matches()) {
        int age = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        Path found = directory.resolve(file);
        Path before = byAge.putIfAbsent(age, found);
        if (before != null && !(mayBeDouble && isSame(before, found))) {
          fail("the same backup twice: " + before + " and " + found);
        }
      }
    }
    return List.copyOf(byAge.values());
  }

  private static boolean isSame(Path one, Path other) {
    List<String> problems = new ArrayList<>();
    return decode(one, problems).equals(decode(other, problems)) && problems.isEmpty();
  }

  /** Lines that went to a stream, where there is no header. */
  static Events parse(String name, List<String> lines) {
    Reading reading = new Reading();
    for (String line : lines) {
      reading.line(Path.of(name), reading.events.size() + 1, line, true);
    }
    failOn(reading.problems, name);
    return new Events(name, reading.events);
  }

  /**
   * As {@link #read}, but of writes that failed or were cut short beginnings of lines may have
   * stayed.
   *
   * @param every of so many calls one is held against all rules: that takes most of the time
   */
  static Broken readBroken(List<Path> files, int every) {
    Reading reading = new Reading();
    reading.fragments = new ArrayList<>();
    reading.every = every;
    Events events = reading.readAll(files);
    return new Broken(events, List.copyOf(reading.fragments));
  }

  private static Events readAll(List<Path> files, boolean torn) {
    Reading reading = new Reading();
    reading.torn = torn;
    return reading.readAll(files);
  }

  /** What is in files of which a part was lost. */
  record Broken(Events events, List<Fragment> fragments) {}

  /**
   * The beginning of a line.
   *
   * @param ended whether a line end follows: if not it is the last in its file
   * @param before how many whole lines were read before it
   */
  record Fragment(Path file, String text, boolean ended, int before) {}

  /** One reading of some files. */
  private static final class Reading {
    final List<String> problems = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    boolean torn;

    /** Null if there are to be none. */
    List<Fragment> fragments;

    int every = 1;

    Events readAll(List<Path> files) {
      for (Path file : files) {
        read(file);
      }
      failOn(problems, files.toString());
      return new Events(files.isEmpty() ? "no file" : files.toString(), events);
    }

    private void read(Path file) {
      String text = decode(file, problems);
      if (text.startsWith("\ufeff")) {
        problems.add(file + " begins with a byte order mark");
      }
      int start = 0;
      int number = 0;
      while (start < text.length()) {
        int end = text.indexOf('\n', start);
        if (end < 0) {
          last(file, number + 1, text.substring(start));
          break;
        }
        number++;
        int before = events.size();
        line(file, number, text.substring(start, end), true);
        if (number == 1 && events.size() > before) {
          checkHeader(events.get(before), problems);
        }
        start = end + 1;
      }
      if (text.isEmpty() && !torn) {
        problems.add(file + " is empty");
      }
    }

    private void last(Path file, int number, String text) {
      if (fragments != null) {
        line(file, number, text, false);
      } else if (!torn) {
        problems.add(file + " does not end with a line end: " + text);
      }
    }

    private void line(Path file, int number, String line, boolean ended) {
      JsonNode json;
      try {
        json = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        if (fragments != null && isFragment(line)) {
          fragments.add(new Fragment(file, line, ended, events.size()));
        } else {
          problems.add(file + ":" + number + " " + e.getOriginalMessage() + ": " + line);
        }
        return;
      }
      Event event = new Event(file, number, line, json);
      if (!event.kind().equals("method.call") || events.size() % every == 0) {
        for (String problem : LineRules.check(event)) {
          problems.add(problem + ": " + event);
        }
      }
      events.add(event);
    }

    /** Whether this is the beginning of one line: of two that were fused it is not. */
    private static boolean isFragment(String line) {
      return BEGIN.startsWith(line.substring(0, Math.min(BEGIN.length(), line.length())))
          && line.indexOf(BEGIN, 1) < 0;
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
