package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of its own process that follows the files and writes each line to one file. It does not
 * outlive {@link #close()}. Used by one thread.
 */
final class Shipper implements AutoCloseable {
  private static final int SECONDS = 20;

  private final Path directory;
  private final Process process;

  private Shipper(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** What the product has itself. */
  static Shipper ofTheProduct(Path file) throws IOException {
    Path directory = AppRun.newDirectory("tail");
    String jar = Project.agentJar().toString();
    ProcessBuilder builder =
        builder(
            directory,
            Jdk.running().java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar,
            "tail",
            "--follow",
            "--json",
            "--lines=1000",
            file.toString());
    return new Shipper(directory, builder.redirectOutput(out(directory).toFile()).start());
  }

  /**
   * An rsyslog with the settings of the README, but for where the lines go to. Without one on this
   * machine, or if it may not run there, the test is skipped.
   */
  static Shipper rsyslog(Path files) throws IOException {
    Path program = rsyslogd();
    Path directory = AppRun.newDirectory("rsyslog");
    Path work = Files.createDirectories(directory.resolve("work"));
    Files.createDirectories(files);
    String settings =
        Project.readme("rsyslog")
            .replace("/var/spool/rsyslog", work.toString())
            .replace("/var/log/weftline", files.toString())
            .replaceAll(
                "type=\"omfwd\" target=\"[^\"]*\" port=\"[^\"]*\" protocol=\"tcp\"",
                "type=\"omfile\" file=\"" + out(directory) + "\"");
    assertTrue(settings.contains("omfile") && settings.contains(files + "/*.jsonl"), settings);
    Path configuration = Files.writeString(directory.resolve("rsyslog.conf"), settings);
    Process check = startRsyslogd(directory, program, configuration, "-N1");
    if (!ended(check) || check.exitValue() != 0) {
      check.destroyForcibly();
      abort(program + " does not take the settings, see " + directory);
    }
    return new Shipper(directory, startRsyslogd(directory, program, configuration, "-n"));
  }

  /** Where the lines arrive. */
  Path out() {
    return out(directory);
  }

  private static Path out(Path directory) {
    return directory.resolve("out");
  }

  private static Path rsyslogd() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(entry -> Path.of(entry, "rsyslogd"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("no rsyslogd on this machine"));
  }

  private static Process startRsyslogd(Path directory, Path program, Path configuration, String how)
      throws IOException {
    String pid = directory.resolve("pid").toString();
    String[] command = {
      program.toString(), how, "-C", "-f", configuration.toString(), "-i", pid,
    };
    return builder(directory, command).start();
  }

  private static ProcessBuilder builder(Path directory, String... command) {
    File said = directory.resolve("said").toFile();
    return new ProcessBuilder(List.of(command))
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said))
        .redirectError(ProcessBuilder.Redirect.appendTo(said));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    boolean ended = ended(process);
    process.destroyForcibly();
    assertTrue(ended, () -> "the shipper did not end within " + SECONDS + " s, see " + directory);
  }
}
