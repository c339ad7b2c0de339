import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows what the agent finds, with nothing but a JDK 17: {@code java test-apps/Try.java}.
 *
 * <p>Builds {@code weftline.jar} and the shop, runs the shop under the agent with a bounded load,
 * and prints the dearest finding of each sort with the means that every user has: the command
 * {@code tail} of the jar. The shop is started as on any server and knows nothing of the agent.
 */
public final class Try {
  private static final int REQUESTS = 200;
  private static final int LOG_LINES_SHOWN = 40;
  private static final long BUILD_LIMIT_MINUTES = 30;
  // The load driver of the shop gives up after two minutes.
  private static final long RUN_LIMIT_MINUTES = 4;

  private static final String OPTIONS =
      """
      # What an operator of the shop would set. All else is left as it is.
      service.name = shop
      # Every method of the shop, but not what only belongs to the demonstration.
      methods.include = com.acme.shop.**
      methods.exclude = com.acme.shop.load.**, com.acme.shop.sample.**, com.acme.shop.neighbour.**, \
      com.acme.shop.ShopApplication
      slow.method = 300ms
      slow.query = 100ms
      """;

  private final Path root;
  private final Path work;
  private final Path weftline;
  private final Path shop;

  private Try(Path root) {
    this.root = root;
    this.work = root.resolve("target").resolve("try");
    this.weftline = root.resolve("agent").resolve("target").resolve("weftline.jar");
    this.shop = root.resolve("test-apps").resolve("shop").resolve("target").resolve("shop.jar");
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int exitCode = 1;
    try {
      exitCode = new Try(root()).run();
    } catch (Failure e) {
      System.out.println();
      System.out.println(e.getMessage());
    }
    System.exit(exitCode);
  }

  private int run() throws IOException, InterruptedException {
    build();
    List<String> lines = runShop();
    boolean foundAll = report(lines);
    showWhatIsNext();
    return foundAll ? 0 : 1;
  }

  private void build() throws IOException, InterruptedException {
    step("1/3  Building weftline.jar and the shop. The first time this downloads libraries.");
    // A jar of an earlier run must not stand in for one that could not be built.
    Files.deleteIfExists(weftline);
    Files.deleteIfExists(shop);
    delete(work);
    Files.createDirectories(work);
    Path log = work.resolve("build.log");
    long begin = System.nanoTime();
    int exitCode =
        start(
            root,
            log,
            BUILD_LIMIT_MINUTES,
            "-Dmaven.multiModuleProjectDirectory=" + root,
            root.resolve(".mvn").resolve("wrapper").resolve("MavenWrapper.java").toString(),
            "-q",
            "-B",
            "-pl",
            "bootstrap,agent,test-apps/shop",
            "-am",
            "package",
            "-DskipTests",
            "-Dmaven.test.skip=true");
    if (exitCode != 0) {
      throw failed("The build failed", exitCode, log);
    }
    say("     done in " + secondsSince(begin) + " s");
  }

  /** Returns the events, in the order in which they were written. */
  private List<String> runShop() throws IOException, InterruptedException {
    Files.writeString(work.resolve("weftline.properties"), OPTIONS);
    String[] command = {
      "-javaagent:" + work.relativize(weftline) + "=weftline.properties",
      "-jar",
      work.relativize(shop).toString(),
      "--server.port=0",
      "--shop.load.requests=" + REQUESTS
    };
    step("2/3  Running the shop with the agent and " + REQUESTS + " requests:");
    say("     cd " + show(work));
    say("     java " + String.join(" ", command));
    Path log = work.resolve("shop.log");
    long begin = System.nanoTime();
    int exitCode = start(work, log, RUN_LIMIT_MINUTES, command);
    if (exitCode != 0) {
      throw failed("The shop did not end well", exitCode, log);
    }
    say("     done in " + secondsSince(begin) + " s; what it printed is in " + show(log));
    List<String> lines = new ArrayList<>();
    for (Path file : eventFiles()) {
      lines.addAll(Files.readAllLines(file));
    }
    if (lines.isEmpty()) {
      throw new Failure(
          "The agent wrote no events to " + show(work.resolve("weftline")) + ".\n" + tailOf(log));
    }
    return lines;
  }

  private boolean report(List<String> lines) throws IOException, InterruptedException {
    step("3/3  What the agent found");
    List<String> requests =
        ofKind(lines, "http.server.request").stream()
            .filter(l -> !l.contains("\"still_running\":true"))
            .toList();
    List<String> withTree = requests.stream().filter(l -> l.contains("\"calls\":[")).toList();
    boolean all = show("The slowest request, and where its time went", slowest(withTree, requests));
    all &= show("The slowest query, and who asked", slowest(ofKind(lines, "db.query")));
    Failing failing = mostFrequent(ofKind(lines, "exception"));
    String times = failing.count == 1 ? "once" : failing.count + " times";
    all &= show("The place that fails most, " + times + " in this run", failing.line);
    all &= show("The account: is anything missing?", last(ofKind(lines, "agent.stop")));
    say("");
    say(
        "Events by kind: "
            + countsByKind(lines).entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ")));
    return all;
  }

  private void showWhatIsNext() throws IOException {
    String jar = show(weftline);
    Path file = eventFiles().get(0);
    say("");
    say("The files, one event a line:");
    for (Path each : files()) {
      say(String.format(Locale.ROOT, "  %s  %,d bytes", show(each), Files.size(each)));
    }
    say("");
    say("Go on with:");
    say("  java -jar " + jar + " tail --slow --tree " + show(file) + "    all that was slow");
    say("  java -jar " + jar + " help    what else the jar can do");
    say("  java -javaagent:" + weftline + " -jar your-app.jar    your own service");
  }

  /** Prints one event as people read it; false if there is none. */
  private boolean show(String title, String line) throws IOException, InterruptedException {
    say("");
    say(title);
    if (line == null) {
      say("  none in this run; what was written is in " + show(work.resolve("weftline")));
      return false;
    }
    Path picked = Files.writeString(work.resolve("picked.jsonl"), line + "\n");
    Process tail =
        new ProcessBuilder(java(), "-jar", weftline.toString(), "tail", "--tree", picked.toString())
            .inheritIO()
            .start();
    int exitCode = tail.waitFor();
    Files.delete(picked);
    if (exitCode != 0) {
      throw new Failure("java -jar " + show(weftline) + " tail ended with " + exitCode + ".");
    }
    return true;
  }

  // The fixed order of the envelope makes what follows safe: the first match is the event's own.

  private static List<String> ofKind(List<String> lines, String kind) {
    return lines.stream().filter(l -> text(l, "kind").equals(kind)).toList();
  }

  @SafeVarargs
  private static String slowest(List<String>... choices) {
    for (List<String> lines : choices) {
      if (!lines.isEmpty()) {
        return lines.stream().max(Comparator.comparingDouble(Try::durationMillis)).get();
      }
    }
    return null;
  }

  private static double durationMillis(String line) {
    String number = text(line, "duration_ms");
    return number.isEmpty() ? 0 : Double.parseDouble(number);
  }

  private static String last(List<String> lines) {
    return lines.isEmpty() ? null : lines.get(lines.size() - 1);
  }

  private static Failing mostFrequent(List<String> exceptions) {
    Map<String, Failing> groups = new TreeMap<>();
    for (String line : exceptions) {
      String count = number(line, "\"error\":\\{.*?\"count\":");
      groups.computeIfAbsent(text(line, "fingerprint"), fingerprint -> new Failing(line)).count +=
          count.isEmpty() ? 1 : Integer.parseInt(count);
    }
    return groups.values().stream()
        .max(Comparator.comparingInt(group -> group.count))
        .orElse(new Failing(null));
  }

  private static Map<String, Integer> countsByKind(List<String> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(text(line, "kind"), 1, Integer::sum));
    return counts;
  }

  /** The first value of that name, without its quotes. */
  private static String text(String line, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String number(String line, String before) {
    Matcher matcher = Pattern.compile(before + "(\\d+)").matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private List<Path> eventFiles() throws IOException {
    return files().stream().filter(file -> !file.toString().endsWith("-errors.jsonl")).toList();
  }

  private List<Path> files() throws IOException {
    Path directory = work.resolve("weftline");
    if (!Files.isDirectory(directory)) {
      throw new Failure("The agent has written no files to " + show(directory) + ".");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  /** Runs this JVM's java with these arguments and everything that it prints in the log. */
  private static int start(Path directory, Path log, long limitMinutes, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread stop = new Thread(process::destroy, "try-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    boolean ended = process.waitFor(limitMinutes, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
      throw new Failure("Stopped: not done after " + limitMinutes + " minutes.\n" + tailOf(log));
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    return process.exitValue();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Failure failed(String what, int exitCode, Path log) throws IOException {
    return new Failure(
        what + " (exit code " + exitCode + "). The end of " + show(log) + ":\n" + tailOf(log));
  }

  private static String tailOf(Path log) throws IOException {
    List<String> lines = new String(Files.readAllBytes(log)).lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LOG_LINES_SHOWN))
        .collect(Collectors.joining("\n  ", "  ", ""));
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("test-apps").resolve("Try.java"))) {
        return at;
      }
    }
    throw new Failure("Run this in the directory of the project: java test-apps/Try.java");
  }

  /** As one would type it in the current directory, if the file is below. */
  private static String show(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }

  private static void step(String line) {
    System.out.println();
    System.out.println(line);
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static long secondsSince(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  /** The exceptions of one group. */
  private static final class Failing {
    private final String line;
    private int count;

    Failing(String line) {
      this.line = line;
    }
  }

  /** Ends the run with a message for the user. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }
}
