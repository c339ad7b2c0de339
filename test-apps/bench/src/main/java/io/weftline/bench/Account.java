package io.weftline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the agent's files and says whether a line is missing. Older files may have been removed by
 * retention: of those that are left every {@code seq} must be there, and the account in {@code
 * agent.stop} answers for the rest.
 */
final class Account {
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
  private static final Pattern MADE = Pattern.compile("\"made\":(\\d+)");
  private static final Pattern WRITTEN = Pattern.compile("\"written\":(\\d+)");
  private static final Pattern DROPPED = Pattern.compile("\"dropped\":(\\d+)");

  private String stop;
  private long lines;
  private long firstSeq = Long.MAX_VALUE;
  private long lastSeq;

  private Account() {}

  /**
   * @param expected how many lines the work must have made at least
   * @return what is wrong, or null
   */
  static String problem(Path directory, long expected) throws IOException {
    Account account = new Account();
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Account::holdsEvents).toList();
    }
    for (Path file : files) {
      account.read(file);
    }
    return account.problem(expected);
  }

  private static boolean holdsEvents(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".jsonl") && !name.contains("-errors.jsonl") && !name.endsWith(".gz");
  }

  private void read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        long seq = number(SEQ, line);
        lines++;
        firstSeq = Math.min(firstSeq, seq);
        lastSeq = Math.max(lastSeq, seq);
        if (line.contains("\"kind\":\"agent.stop\"")) {
          stop = line;
        }
      }
    }
  }

  private String problem(long expected) {
    if (stop == null) {
      return "no agent.stop among " + lines + " lines";
    }
    long made = number(MADE, stop);
    long written = number(WRITTEN, stop);
    long dropped = number(DROPPED, stop);
    if (made != written || dropped > 0) {
      return "made " + made + ", written " + written + ", dropped " + dropped;
    }
    if (made < expected) {
      return "made " + made + " of at least " + expected;
    }
    if (lastSeq != made || lines != lastSeq - firstSeq + 1) {
      return lines + " lines from " + firstSeq + " to " + lastSeq + ", made " + made;
    }
    return null;
  }

  /** The first such number; -1 if there is none. */
  private static long number(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
