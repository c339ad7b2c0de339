package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package knows which, how large a file may be, what every advice says: read in sources. */
class ArchitectureTest {
  private static final int MAX_LINES = 500;
  private static final int MAX_BOOTSTRAP_FILES = 10;
  private static final Path AGENT = Path.of("src");
  private static final Path BOOTSTRAP = Path.of("..", "bootstrap", "src");
  private static final String BRIDGE = "bootstrap";

  /**
   * What each package may name. The root of the agent, which puts everything together, may name
   * all; so each new package needs a line here.
   */
  private static final Map<String, Set<String>> MAY_NAME =
      Map.ofEntries(
          Map.entry("event", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("log", Set.of()),
          Map.entry("sql", Set.of()),
          Map.entry("console", Set.of()),
          Map.entry("redact", Set.of("config")),
          Map.entry("output", Set.of("event", "config", "log", "console")),
          Map.entry("trace", Set.of("event", "config", BRIDGE)),
          Map.entry("metrics", Set.of("event", "config", BRIDGE)),
          Map.entry("weave", Set.of("event", "config", "log", BRIDGE)),
          Map.entry("advice", Set.of("weave", BRIDGE)),
          Map.entry("match", Set.of("weave", "trace", "config")),
          Map.entry("http", Set.of("trace", "event", "config", "metrics", "redact", BRIDGE)),
          Map.entry(
              "instrument",
              Set.of(
                  "weave", "advice", "match", "trace", "event", "config", "sql", "http", "metrics",
                  "redact", BRIDGE)),
          Map.entry("cli", Set.of("config", "event", "log", "console")));

  private static final Pattern NAMED =
      Pattern.compile("io\\.weftline\\.(?:(bootstrap)\\b|agent\\.([a-z]\\w*)(?:\\.([a-z]\\w*))?)");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([\\w.]+?)\\.[A-Z*]");
  private static final Pattern ADVICE =
      Pattern.compile("@(?:Advice\\.)?OnMethod(Enter|Exit)\\b\\s*(\\((?:[^()]|\\([^()]*\\))*\\))?");

  @Test
  void packagesNameOnlyThoseBelowThem() {
    List<String> wrong = new ArrayList<>();
    for (Source source : sources(AGENT.resolve("main"))) {
      String[] own = source.packageBelow("io.weftline.agent").split("\\.");
      if (own[0].isEmpty()) {
        continue;
      }
      Set<String> allowed = MAY_NAME.get(own[0]);
      if (allowed == null) {
        wrong.add(source + ": the package " + own[0] + " is in no list of what it may name");
        continue;
      }
      Matcher named = NAMED.matcher(source.code());
      while (named.find()) {
        String other = named.group(1) != null ? named.group(1) : named.group(2);
        boolean neighbour =
            own[0].equals("instrument")
                && other.equals("instrument")
                && own.length > 1
                && !own[1].equals(named.group(3));
        if (neighbour || !other.equals(own[0]) && !allowed.contains(other)) {
          wrong.add(source + " names " + named.group());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void theBridgeNamesNothingButTheBaseOfTheJdk() {
    Set<String> base = Object.class.getModule().getPackages();
    List<String> wrong = new ArrayList<>();
    for (Source source : sources(BOOTSTRAP.resolve("main"))) {
      Matcher imported = IMPORT.matcher(source.code());
      while (imported.find()) {
        String name = imported.group(1);
        if (!name.equals("io.weftline.bootstrap")
            && !(name.startsWith("java.") && base.contains(name))) {
          wrong.add(source + " imports from " + name);
        }
      }
      if (source.code().contains("->") || source.code().contains("::")) {
        wrong.add(source + " has a lambda or a method reference");
      }
      if (source.code().contains("io.weftline.agent")) {
        wrong.add(source + " names the agent");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void theBridgeIsSmall() {
    List<Source> bridge =
        sources(BOOTSTRAP.resolve("main")).stream()
            .filter(source -> !source.isPackageInfo())
            .toList();

    assertFalse(bridge.isEmpty(), "the bridge was not found");
    assertTrue(bridge.size() <= MAX_BOOTSTRAP_FILES, () -> bridge.size() + " files: " + bridge);
  }

  @Test
  void theEntryIsShortAndNamesNoLibrary() {
    Source premain =
        sources(AGENT.resolve("main")).stream()
            .filter(source -> source.path().endsWith("io/weftline/Premain.java"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no io.weftline.Premain"));

    assertTrue(premain.lines() < 100, () -> premain.lines() + " lines, under 100 are right");
    Matcher imported = IMPORT.matcher(premain.code());
    while (imported.find()) {
      String name = imported.group(1);
      assertTrue(
          name.startsWith("java.") || name.equals("io.weftline.bootstrap"),
          () -> "it imports from " + name);
    }
  }

  @Test
  void filesAreReadableAtOneSitting() {
    List<String> wrong = new ArrayList<>();
    Stream.of(AGENT, BOOTSTRAP)
        .flatMap(root -> sources(root).stream())
        .filter(source -> source.lines() > MAX_LINES)
        .forEach(source -> wrong.add(source + " has " + source.lines() + " lines"));
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyPackageHasItsDesignPage() {
    Set<String> wrong = new TreeSet<>();
    for (Path root : List.of(AGENT.resolve("main"), BOOTSTRAP.resolve("main"))) {
      List<Source> sources = sources(root);
      Set<Path> described = new TreeSet<>();
      sources.stream()
          .filter(Source::isPackageInfo)
          .forEach(source -> described.add(source.path().getParent()));
      sources.stream()
          .filter(source -> !source.path().endsWith("io/weftline/Premain.java"))
          .map(source -> source.path().getParent())
          .filter(directory -> !described.contains(directory))
          .forEach(directory -> wrong.add(directory + " has no package-info.java"));
    }
    assertEquals(Set.of(), wrong);
  }

  /** A throwing advice would throw in the application; one that misses exceptions loses ends. */
  @Test
  void everyAdviceSuppressesAndSeesWhatIsThrown() {
    List<String> wrong = new ArrayList<>();
    for (Source source : sources(AGENT.resolve("main"))) {
      Matcher advice = ADVICE.matcher(source.code());
      while (advice.find()) {
        String arguments = advice.group(2) == null ? "" : advice.group(2).replaceAll("\\s+", " ");
        if (!source.name().endsWith("Advice")) {
          wrong.add(source + " has advice and is not named ...Advice");
        }
        String place = source.packageBelow("io.weftline.agent");
        if (!place.startsWith("instrument.") && !place.equals("advice")) {
          wrong.add(source + " has advice and is not below instrument, nor shared by those there");
        }
        if (!arguments.contains("suppress = Throwable.class")) {
          wrong.add(source + ": " + advice.group() + " does not suppress");
        }
        boolean constructor = source.name().contains("Constructor");
        boolean sees = arguments.contains("onThrowable = Throwable.class");
        if (advice.group(1).equals("Exit") && sees == constructor) {
          wrong.add(
              source
                  + ": "
                  + advice.group()
                  + (constructor ? " catches in a constructor" : " misses what is thrown"));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<Source> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Source::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A file.
   *
   * @param code without comments and without what is between quotes
   */
  private record Source(Path path, String code, int lines) {
    private static final Pattern NO_CODE =
        Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)+'",
            Pattern.DOTALL);

    static Source read(Path path) {
      try {
        String text = Files.readString(path);
        return new Source(path, NO_CODE.matcher(text).replaceAll("\"\""), text.split("\n").length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String name() {
      return path.getFileName().toString().replace(".java", "");
    }

    boolean isPackageInfo() {
      return name().equals("package-info");
    }

    /** The rest of the name of its package; empty for that package itself and for those above. */
    String packageBelow(String ancestor) {
      Matcher declared = Pattern.compile("(?m)^package ([\\w.]+);").matcher(code);
      if (!declared.find() || !declared.group(1).startsWith(ancestor + ".")) {
        return "";
      }
      return declared.group(1).substring(ancestor.length() + 1);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
