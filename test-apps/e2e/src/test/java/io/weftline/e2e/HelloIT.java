package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest program: what the agent says of itself, and that nobody else notices it. */
class HelloIT {
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void writesItsBeginAndItsEndAndPrintsNothing(Jdk jdk) {
    Result result = AppRun.of("Hello").on(jdk).runHealthy();

    Event header = result.events().first();
    assertEquals("agent.file", header.kind());
    assertEquals("weftline-event/1", header.text("schema"));
    assertEquals(1, header.integer("weftline.file.sequence"));
    Event start = result.events("agent.start").only();
    assertEquals("app", start.text("service.name"));
    assertEquals(header.text("weftline.version"), start.text("weftline.version"));
    result.events("agent.stop").only();
    assertEquals(0, result.events("agent.warning").size(), () -> "" + result.events());
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void placesTakesWhatCanBeSetOnceInAJvm(Jdk jdk) {
    AppRun.of("Places").on(jdk).option("methods.include", "com.acme.plain.**").runHealthy();
  }

  @Test
  void leavesOneFileAndNothingElseThatAShipperCouldTakeForOne() throws Exception {
    AppRun run = AppRun.of("Hello");
    run.runHealthy();

    List<String> files = Project.list(run.output());
    assertEquals(
        List.of("app.jsonl"), files.stream().filter(name -> name.contains(".jsonl")).toList());
    assertTrue(
        files.stream().allMatch(name -> name.equals("app.jsonl") || name.startsWith(".")),
        files::toString);
    assertEquals(List.of("weftline"), Project.list(run.directory()));
    assertEquals("rw-r-----", permissions(run.output().resolve("app.jsonl")));
    assertEquals("rwxr-x---", permissions(run.output()));
  }

  @Test
  void takesAnEmptyArgument() {
    Result result =
        AppRun.of("Hello")
            .withoutOption("service.name")
            .environment("WEFTLINE_SERVICE_NAME", "app")
            .agentArgument("=")
            .runHealthy();

    result.events("agent.stop").only();
  }

  @Test
  void namesTheServiceByItself() {
    AppRun run = AppRun.of("Hello").withoutOption("service.name");
    Result result = run.run();

    assertEquals(0, result.exitCode());
    List<String> files =
        Project.list(run.output()).stream().filter(name -> name.endsWith(".jsonl")).toList();
    assertEquals(1, files.size(), files::toString);
    Events events = EventFiles.readFile(run.output().resolve(files.get(0)));
    assertEquals(files.get(0), events.last().text("service.name") + ".jsonl");
  }

  @Test
  void takesTheNameThatOpenTelemetryHas() {
    AppRun run =
        AppRun.of("Hello").withoutOption("service.name").environment("OTEL_SERVICE_NAME", "orders");
    run.run();

    Events events = EventFiles.read(run.output(), "orders");
    assertEquals("orders", events.last().text("service.name"));
  }

  @Test
  void aNameThatIsNoFileNameBecomesOne() {
    AppRun run = AppRun.of("Hello").option("service.name", "../or ders/é");
    Result result = run.run();

    result.assertSameOutputAsWithout();
    assertEquals(List.of("weftline"), Project.list(run.directory()));
    List<String> files =
        Project.list(run.output()).stream().filter(name -> !name.startsWith(".")).toList();
    assertTrue(
        files.size() == 1 && files.get(0).matches("[A-Za-z0-9._-]+\\.jsonl"), files::toString);
  }

  @Test
  void aProgramThatDoesNothingHasBothLines() {
    Path classes =
        Program.compile(
            Map.of("Nothing", "class Nothing { public static void main(String[] a) {} }"));

    Result result = AppRun.of("Nothing", classes).runHealthy();
    assertEquals(2, result.events("agent.start").size() + result.events("agent.stop").size());
  }

  @Test
  void aSecondRunAppendsToTheFileOfTheFirst() {
    AppRun first = AppRun.of("Hello");
    first.runHealthy();

    Result second = AppRun.of("Hello").in(first.directory()).run().assertHealthy();
    assertEquals(2, second.events("agent.start").size());
    assertEquals(2, second.events().byProcess().size(), () -> "" + second.events());
    assertEquals(List.of(1L, 1L), seqs(second.events("agent.file")));
  }

  @Test
  void theSameAgentTwiceIsOneAgent() {
    AppRun run = AppRun.of("Hello").jvm("-javaagent:" + Project.agentJar()).speaks();
    Result result = run.run();

    assertEquals("Hello, world\n", result.out());
    assertEquals(0, result.exitCode(), result::describe);
    long files =
        Project.list(run.output()).stream().filter(name -> name.endsWith(".jsonl")).count();
    assertEquals(1, files, () -> Project.list(run.output()) + result.describe());
  }

  @Test
  void leavesTheToolsOfTheJdkAlone() throws Exception {
    Path directory = AppRun.newDirectory("javac");
    Process javac =
        new ProcessBuilder(
                Jdk.running().home().resolve("bin/javac").toString(),
                "-J-javaagent:" + Project.agentJar(),
                "-version")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(javac.getInputStream().readAllBytes());

    assertEquals(0, javac.waitFor());
    assertEquals("javac " + System.getProperty("java.version") + "\n", printed);
    assertEquals(List.of(), Project.list(directory));
  }

  /** {@code java Hello.java} runs inside the module of the compiler, and is an application. */
  @Test
  void watchesAProgramThatIsStartedFromItsSource() throws Exception {
    Path directory = AppRun.newDirectory("source");
    Path source = directory.resolve("Greeting.java");
    Files.writeString(
        source,
        "public class Greeting { public static void main(String[] a) { System.out.println(a[0]); }}");
    Path output = directory.resolve("events");
    Process java =
        new ProcessBuilder(
                Jdk.running().home().resolve("bin/java").toString(),
                "-javaagent:"
                    + Project.agentJar()
                    + "=output.dir="
                    + output
                    + ";methods.include=Greeting.*;slow.method=0",
                source.toString(),
                "hello")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes());

    assertEquals(0, java.waitFor());
    assertEquals("hello\n", printed);
    String lines = Files.readString(output.resolve("Greeting.jsonl"));
    assertTrue(lines.contains("Greeting.main"), lines);
  }

  private static List<Long> seqs(Events events) {
    return events.stream().map(Event::seq).toList();
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
