package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd and impossible places for the files: the program starts as ever and ends as ever. */
class PlacesIT {
  private static final int MAX_SAID = 3;
  private static final double MAX_DELAY_SECONDS = 3;

  @ParameterizedTest
  @ValueSource(strings = {"with blanks in it", "ordnung-ÄÖÜ-順序", "not/there/at/all"})
  void writesWhereItCan(String place) {
    AppRun run = hello().option("output.dir", place);
    Result result = inUtf8(run).runHealthy();

    assertTrue(Files.isRegularFile(run.output().resolve("app.jsonl")), result::describe);
  }

  /** Names of files are bytes, which this JVM can only make of letters of ASCII. */
  @ParameterizedTest
  @ValueSource(strings = {"ordnung-ÄÖÜ-順序"})
  void aPlaceThatTheJvmCannotNameIsNoHarm(String place) {
    assertRefused(hello().option("output.dir", place).environment("LC_ALL", "C"));
  }

  @Test
  void aPathOf5000CharactersIsNoHarm() {
    assertRefused(hello().option("output.dir", "x".repeat(5000)));
    assertRefused(hello().option("output.dir", "d/".repeat(2500)));
  }

  @Test
  void aFileAboveTheDirectoryIsNoHarm() throws IOException {
    AppRun run = hello().option("output.dir", "taken/weftline");
    Path taken = Files.writeString(run.directory().resolve("taken"), "not ours");
    assertRefused(run);
    assertEquals("not ours", Files.readString(taken));
  }

  @Test
  void aVolumeThatIsReadOnlyIsNoHarm() {
    AppRun run = hello();
    try (SmallDisk disk = SmallDisk.mount(run.output(), "size=64k,ro")) {
      assertRefused(run);
      assertEquals(List.of(), disk.list());
    }
  }

  /** A link could lead to where only the service may write. */
  @Test
  void followsNoLinkFromAFile() throws IOException {
    AppRun run = hello();
    Files.createDirectories(run.output());
    Path victim = Files.writeString(run.directory().resolve("victim"), "not ours");
    Files.createSymbolicLink(run.output().resolve("app.jsonl"), victim);
    assertRefused(run);
    assertEquals("not ours", Files.readString(victim));
  }

  /** A device that is always full; whoever follows the link would try for ever. */
  @Test
  void aLinkToADeviceIsNoHarm() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    AppRun run = hello();
    Files.createDirectories(run.output());
    Files.createSymbolicLink(run.output().resolve("app.jsonl"), full);
    assertRefused(run);
  }

  /** Opening it would wait for somebody who reads. */
  @Test
  void aPipeInThePlaceOfTheFileIsNoHarm() throws Exception {
    assumeTrue(Shim.isThere("mkfifo"), "needs mkfifo");
    AppRun run = hello();
    Files.createDirectories(run.output());
    String pipe = run.output().resolve("app.jsonl").toString();
    assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
    assertRefused(run);
  }

  @Test
  void aLinkToADirectoryIsADirectory() throws IOException {
    AppRun run = hello();
    Path real = Files.createDirectory(run.directory().resolve("real"));
    Files.createSymbolicLink(run.output(), real);
    run.runHealthy();

    assertTrue(Files.isRegularFile(real.resolve("app.jsonl")));
  }

  private static AppRun hello() {
    // With ; or = in the place the flag could not be read.
    return AppRun.of("Hello").optionsInFile();
  }

  private static AppRun inUtf8(AppRun run) {
    return run.environment("LC_ALL", "C.UTF-8");
  }

  /** The program runs as ever, not much later, and learns in few words why there are no files. */
  private static void assertRefused(AppRun run) {
    Result result = run.speaks().run().assertSameOutputAsWithout();
    int said = result.said().size();
    assertTrue(said >= 1 && said <= MAX_SAID, result::describe);
    double without = run.without().seconds();
    assertTrue(
        result.seconds() < without + MAX_DELAY_SECONDS,
        () -> result.seconds() + " s, without the agent " + without + result.describe());
  }
}
