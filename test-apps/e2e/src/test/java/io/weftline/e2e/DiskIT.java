package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files may take of a disk, and what becomes of them when its power fails. */
class DiskIT {
  private static AppRun many(Jdk jdk) {
    return AppRun.of("counting.Statements")
        .on(jdk)
        .args("many")
        .option("query.log", "all")
        .option("output.when-full", "wait");
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void allFilesTogetherStayWithinTheirSizeWhileTheyAreForced(Jdk jdk) throws IOException {
    AppRun run =
        many(jdk)
            .option("file.total-size", "1MB")
            .option("file.max-size", "1MB")
            .option("file.fsync", "10ms")
            .mayDeleteFiles();
    Result result = run.runHealthy();

    long sum = 0;
    try (Stream<Path> files = Files.list(run.output())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += Files.size(file);
      }
    }
    assertTrue(sum <= 1 << 20 && sum > 1 << 18, "" + sum);
    assertTrue(result.stop().integer("weftline.bytes_written") > 2 << 20, result::describe);
    assertFalse(result.stop().text().contains("\"fsync\""), result::describe);
    assertEquals(0, result.stop().integer("weftline.events.dropped"));
  }

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#all")
  void nothingIsWrittenWhereNoMoreIsFreeThanIsToStay(Jdk jdk) {
    AppRun run = many(jdk).option("file.min-free-disk", "10000GB").speaks();
    Result result = run.run().assertSameOutputAsWithout();

    assertTrue(result.saidOnce().contains("file.min-free-disk"), result.saidOnce());
    assertFalse(Files.exists(run.output().resolve("app.jsonl")), result::describe);
  }
}
