package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigProblemsTest {
  @TempDir Path directory;

  @Test
  void badValueNamesItsPlaceAndTheDefault() throws IOException {
    Sources sources = new Sources(directory);
    Path file = sources.here("# a\nname=x\nslow.query=500\n");
    Config config = sources.load();
    assertEquals(500_000_000L, config.get(Sources.SLOW_QUERY));
    Problem problem = config.problems().get(0);
    assertEquals(file.toString(), problem.where());
    assertEquals(3, problem.line());
    assertEquals("slow.query", problem.key());
    assertEquals(
        "\"500\" needs a unit: 500ms, 500s or another of ns, us, ms, s, m, h and d;"
            + " its default 500ms is used",
        problem.sentence());
    assertEquals(
        "weftline: " + file + " line 3: slow.query: " + problem.sentence(), problem.toString());
    assertTrue(Sources.setting(config, "slow.query").isDefault());
  }

  @Test
  void badValueMeansTheDefaultAndNotAWeakerSource() throws IOException {
    Sources sources = new Sources(directory);
    sources.here("slow.query=9s");
    sources.properties.setProperty("weftline.slow.query", "soon");
    assertEquals(500_000_000L, sources.load().get(Sources.SLOW_QUERY));
    assertEquals(
        List.of(
            "weftline: system property weftline.slow.query: \"soon\" is not a duration; allowed:"
                + " a duration such as 500ms, 0 or off; its default 500ms is used"),
        sources.problems());
  }

  @Test
  void everySourceIsNamedInItsWords() throws IOException {
    Sources sources = new Sources(directory);
    sources.environment.put("WEFTLINE_FILE_MAX_SIZE", "1");
    sources.argument = "enabled=maybe";
    assertEquals(
        List.of(
            "weftline: argument: enabled: \"maybe\" is neither true nor false;"
                + " its default true is used",
            "weftline: environment WEFTLINE_FILE_MAX_SIZE: \"1\" needs a unit: 1MB, 1KB or another"
                + " of B, KB, MB and GB; its default 10MB is used"),
        sources.problems());
  }

  @Test
  void badMembersOfAListAreOneProblemEach() throws IOException {
    Sources sources = new Sources(directory);
    sources.argument = "methods.include=java.util.**,com.acme.A(int,int),com.acme.B";
    assertEquals(
        List.of(
            "weftline: argument: methods.include: pattern \"java.util.**\" is refused: classes of"
                + " the JDK are never woven; the rest of the list is used",
            "weftline: argument: methods.include: pattern \"com.acme.A(int,int)\" has a parameter"
                + " list: overloads go together, leave out what begins with (;"
                + " the rest of the list is used"),
        sources.problems());
    assertEquals("[com.acme.B]", sources.load().get(Sources.INCLUDE).toString());

    sources.argument = "methods.include=java.util.**";
    assertEquals("[auto]", sources.load().get(Sources.INCLUDE).toString());
    assertTrue(sources.problems().get(0).endsWith("; its default auto is used"));
  }

  @Test
  void unknownKeyIsReportedWithWhatWasMeant() throws IOException {
    Sources sources = new Sources(directory);
    Path file =
        sources.here(
            "slow.qeury=1s\n\nSlow_Method=1s\noutput.directory=x\nnonsense=1\n=2\nconfig=x\n"
                + "WEFTLINE_SLOW_QUERY=1s\nweftline.file.maxsize=1MB\n");
    String end = " is not an option and is ignored";
    assertEquals(
        List.of(
            "weftline: " + file + " line 1: slow.qeury:" + end + "; did you mean slow.query?",
            "weftline: " + file + " line 3: Slow_Method:" + end + "; did you mean slow.method?",
            "weftline: " + file + " line 4: output.directory:" + end + "; did you mean output.dir?",
            "weftline: " + file + " line 5: nonsense:" + end,
            "weftline: " + file + " line 6: a value without a key is ignored",
            "weftline: "
                + file
                + " line 7: config: cannot be set in a file: one file does not lead to another",
            "weftline: " + file + " line 8: SLOW_QUERY:" + end + "; did you mean slow.query?",
            "weftline: " + file + " line 9: file.maxsize:" + end + "; did you mean file.max-size?"),
        sources.problems());
  }

  @Test
  void unknownSystemPropertyAndPairAreReported() throws IOException {
    Sources sources = new Sources(directory);
    sources.properties.setProperty("weftline.slowquery", "1s");
    sources.argument = "slow.mehtod=1s;quiet;=3";
    assertEquals(
        List.of(
            "weftline: argument: \"quiet\" is not key=value and is ignored"
                + " (options are separated by ;)",
            "weftline: argument: \"=3\" is not key=value and is ignored"
                + " (options are separated by ;)",
            "weftline: argument: slow.mehtod: is not an option and is ignored;"
                + " did you mean slow.method?",
            "weftline: system property weftline.slowquery: is not an option and is ignored;"
                + " did you mean weftline.slow.query?"),
        sources.problems());
  }

  @Test
  void variablesOfOthersAreSilentUnlessVeryNear() throws IOException {
    Sources sources = new Sources(directory);
    for (String name :
        List.of(
            "WEFTLINE_SERVICE_HOST",
            "WEFTLINE_SERVICE_PORT",
            "WEFTLINE_SERVICE_PORT_HTTP",
            "WEFTLINE_PORT",
            "WEFTLINE_PORT_8080_TCP",
            "WEFTLINE_PORT_8080_TCP_PROTO",
            "WEFTLINE_PORT_8080_TCP_PORT",
            "WEFTLINE_PORT_8080_TCP_ADDR",
            "WEFTLINE_LOG_SERVICE_HOST",
            "WEFTLINE_NAME_PORT",
            "WEFTLINE_HOME",
            "WEFTLINE_VERSION",
            "WEFTLINE_")) {
      sources.environment.put(name, "tcp://10.0.0.1:8080");
    }
    assertEquals(List.of(), sources.problems());

    sources.environment.put("WEFTLINE_SLOW_QEURY", "1s");
    assertEquals(
        List.of(
            "weftline: environment WEFTLINE_SLOW_QEURY: is not an option and is ignored;"
                + " did you mean WEFTLINE_SLOW_QUERY?"),
        sources.problems());
  }

  @Test
  void duplicateNamesBothLinesAndTheLastWins() throws IOException {
    Sources sources = new Sources(directory);
    Path file = sources.here("slow.query=1s\n#\nweftline.slow.query=2s\n");
    assertEquals(2_000_000_000L, sources.load().get(Sources.SLOW_QUERY));
    assertEquals(
        List.of(
            "weftline: "
                + file
                + " line 3: slow.query: is in line 1 and in line 3; the last one is used"),
        sources.problems());

    sources.argument = "slow.query=3s;slow.query=4s";
    assertEquals(4_000_000_000L, sources.load().get(Sources.SLOW_QUERY));
    assertEquals(
        "weftline: argument: slow.query: is there twice; the last one is used",
        sources.problems().get(0));
  }

  @Test
  void namedFileThatCannotBeUsedIsOneProblemAndNoOtherFileIsRead() throws IOException {
    Sources sources = new Sources(directory);
    sources.here("slow.query=9s");
    sources.argument = "missing.properties";
    Config config = sources.load();
    assertNull(config.file());
    assertEquals(500_000_000L, config.get(Sources.SLOW_QUERY));
    assertEquals(
        List.of(
            "weftline: "
                + directory.resolve("missing.properties")
                + ", named by argument: there is no such file, or no permission to see it;"
                + " no file is read"),
        sources.problems());

    sources.argument = null;
    sources.properties.setProperty("weftline.config", directory.toString());
    assertEquals(
        List.of(
            "weftline: "
                + directory
                + ", named by system property weftline.config: is a directory, not a properties"
                + " file; no file is read"),
        sources.problems());
  }

  @Test
  void binaryFileIsOneProblem() throws IOException {
    Sources sources = new Sources(directory);
    Path file =
        Files.write(directory.resolve("weftline.properties"), new byte[] {1, 2, 0, '\n', '=', 'x'});
    assertEquals(
        List.of(
            "weftline: "
                + file
                + ": is binary, not a properties file (a zero byte in line 1); no file is read"),
        sources.problems());
  }

  @Test
  void badEscapeAndBadExpansionAreProblemsOfTheirKey() throws IOException {
    Sources sources = new Sources(directory);
    Path file = sources.here("output.dir=C:\\users\\logs\nname=${POD_NAME}\n");
    assertEquals(
        List.of(
            "weftline: "
                + file
                + " line 2: name: environment variable \"POD_NAME\" is not set and has no default;"
                + " ${NAME:default} gives it one; its default (empty) is used",
            "weftline: "
                + file
                + " line 1: output.dir: has \\u without four hexadecimal digits; a backslash itself"
                + " is written \\\\, and paths of Windows may be written with /;"
                + " its default weftline is used"),
        sources.problems());
  }

  @Test
  void badValueOutOfAVariableIsNotRepeated() throws IOException {
    Sources sources = new Sources(directory);
    sources.environment.put("PASSWORD", "hunter2,hunter3\u0001x");
    sources.argument = "slow.query=${PASSWORD};request.ignore=a${PASSWORD}";
    assertFalse(sources.problems().toString().contains("hunter"));
    assertEquals(
        "weftline: argument: slow.query: what \"${PASSWORD}\" stands for cannot be used;"
            + " allowed: a duration such as 500ms, 0 or off; its default 500ms is used",
        sources.problems().get(1));
  }

  @Test
  void optionsSeparatedByCommasAreExplained() throws IOException {
    Sources sources = new Sources(directory);
    sources.argument = "slow.query=1s,slow.method=2s";
    assertTrue(
        sources.problems().get(0).contains("(options in the argument are separated by ;)"),
        sources.problems().toString());
  }

  @Test
  void problemIsOneCleanLine() throws IOException {
    Sources sources = new Sources(directory);
    sources.here(
        "slow.query=a\\u001b[31mb\\nc\\u202Ed\\uD800e\\u2028"
            + "x".repeat(200)
            + "\nke\\ny\\u009b=1\n");
    for (String problem : sources.problems()) {
      assertTrue(
          problem
              .chars()
              .noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c)),
          problem);
      assertFalse(problem.contains("\u202e") || problem.contains("\u2028"), problem);
      assertTrue(problem.length() < 400, problem);
    }
    assertTrue(sources.problems().get(0).contains("\"a?[31mb?c?d?e?xx"), sources.problems().get(0));
    assertTrue(sources.problems().get(0).contains("xx...\" is not a duration"));
    assertTrue(sources.problems().get(1).contains("ke?y?"), sources.problems().get(1));
  }

  @Test
  void pairOfSurrogatesIsNotCut() {
    String quoted = Problem.quoted("x".repeat(60) + "\uD83D\uDE00".repeat(10));
    assertEquals("\"" + "x".repeat(60) + "...\"", quoted);
  }

  @Test
  void atMostTwentyProblemsAndTheRestIsCounted() throws IOException {
    Sources sources = new Sources(directory);
    sources.here(
        IntStream.range(0, 50_000)
                .mapToObj(i -> "wrong" + i + "=1")
                .collect(Collectors.joining("\n"))
            + "\nslow.query=x\n");
    List<String> problems = sources.problems();
    assertEquals(20, problems.size());
    assertTrue(problems.get(0).contains("line 50001: slow.query"), problems.get(0));
    assertEquals("weftline: options: 49982 more problems are not listed", problems.get(19));

    sources.here(
        IntStream.range(0, 20).mapToObj(i -> "wrong" + i + "=1").collect(Collectors.joining("\n")));
    assertEquals(20, sources.problems().size());
    assertTrue(sources.problems().get(19).contains("wrong19"));
  }

  @Test
  void sourcesThatThrowMeanTheDefaults() {
    Properties hostile =
        new Properties() {
          @Override
          public Set<String> stringPropertyNames() {
            throw new SecurityException("not for you");
          }
        };
    Config config =
        Config.load(
            "slow.query=1s",
            null,
            null,
            hostile,
            new AbstractMap<>() {
              @Override
              public Set<Entry<String, String>> entrySet() {
                return Set.of();
              }
            },
            Sources.KNOWN);
    assertEquals(500_000_000L, config.get(Sources.SLOW_QUERY));
    assertEquals(
        "weftline: options: cannot be read (java.lang.SecurityException: not for you);"
            + " all defaults are used",
        config.problems().get(0).toString());
  }
}
