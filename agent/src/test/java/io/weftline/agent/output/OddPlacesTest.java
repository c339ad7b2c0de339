package io.weftline.agent.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weftline.agent.event.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no regular file where one of ours is to be: refused, left alone, and tried again. */
class OddPlacesTest {
  @TempDir Path dir;
  private final TestOutput.Options options = new TestOutput.Options();
  private final PrintStream before = System.err;

  @BeforeEach
  void takeTheStream() {
    System.setErr(new PrintStream(new ByteArrayOutputStream()));
  }

  @AfterEach
  void giveTheStreamBack() {
    System.setErr(before);
  }

  private interface Making {
    void at(Path path) throws Exception;
  }

  /** Puts something in the way of one file of a service, sees what is said, and takes it away. */
  private void refuses(String name, String reason, Making making) throws Exception {
    Path file = dir.resolve(name);
    making.at(file);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          FilesFixture files = new FilesFixture(options.dir(dir).build(), "shop");
          for (int i = 0; i < 3; i++) {
            files.write(Level.ERROR, 300);
            files.clock.turn(1_000);
          }
          boolean main = !name.contains("errors.jsonl");
          assertEquals(main ? 4 : 0, files.account.dropped(Account.Loss.DISK));
          Files.delete(file);
          files.clock.turn(1_000);
          files.write(Level.ERROR, 300);
          String warned = String.join("\n", files.warned);
          assertTrue(warned.contains(file + " is not a regular file but " + reason), warned);
          assertEquals(main ? 4 : 0, files.account.dropped(Account.Loss.DISK));
          assertTrue(Files.isRegularFile(file));
          files.stop();
        });
  }

  @Test
  void refusesADirectory() throws Exception {
    refuses("shop.jsonl", "a directory", Files::createDirectory);
    refuses(".shop.lock", "a directory", this::replaceByDirectory);
  }

  private void replaceByDirectory(Path path) throws IOException {
    Files.delete(path);
    Files.createDirectory(path);
  }

  @Test
  void refusesLinksDanglingOnesToo() throws Exception {
    Path victim = Files.writeString(dir.resolve("victim"), "mine");
    refuses("shop.jsonl", "a symbolic link", path -> Files.createSymbolicLink(path, victim));
    Path nothing = dir.resolve("nothing");
    refuses(
        "shop-errors.jsonl",
        "a symbolic link",
        path -> {
          Files.deleteIfExists(path);
          Files.createSymbolicLink(path, nothing);
        });
    assertEquals("mine", Files.readString(victim));
    assertFalse(Files.exists(nothing));
  }

  @Test
  void neverOpensAPipe() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
    refuses(
        "shop.jsonl",
        "a pipe, a socket or a device",
        path ->
            assertTrue(
                new ProcessBuilder("/usr/bin/mkfifo", path.toString())
                    .start()
                    .waitFor(10, TimeUnit.SECONDS)));
  }

  @Test
  void refusesASocket() throws Exception {
    Path shortPath = Path.of("/tmp");
    assumeTrue(Files.isDirectory(shortPath) && dir.toString().length() < 80, "needs short paths");
    refuses(
        "shop.jsonl",
        "a pipe, a socket or a device",
        path -> {
          try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
          }
        });
  }

  @Test
  void writesNothingToADeviceBehindALink() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    refuses(
        "shop.jsonl",
        "a symbolic link",
        path -> Files.createSymbolicLink(path, Path.of("/dev/full")));
  }

  @Test
  void endsTheBackupsBeforeWhatIsNoneOfThem() throws Exception {
    Files.createDirectory(dir.resolve("shop.jsonl.2"));
    Path victim = Files.writeString(dir.resolve("victim"), "mine");
    Files.createSymbolicLink(dir.resolve("shop.jsonl.4.gz"), victim);
    FilesFixture files = new FilesFixture(options.dir(dir).build(), "shop");
    for (int i = 0; i < 30; i++) {
      files.write(Level.INFO, 15_000);
    }
    files.stop();
    assertTrue(Files.isDirectory(dir.resolve("shop.jsonl.2")));
    assertTrue(Files.isSymbolicLink(dir.resolve("shop.jsonl.4.gz")));
    assertEquals("mine", Files.readString(victim));
    assertTrue(Files.size(dir.resolve("shop.jsonl")) <= 65_536);
    assertTrue(Files.exists(dir.resolve("shop.jsonl.1")));
    assertEquals(0, files.account.dropped());
  }

  @Test
  void growsWhereNoBackupCanBeMadeAndSaysSo() throws Exception {
    Files.createDirectory(dir.resolve("shop.jsonl.1"));
    FilesFixture files = new FilesFixture(options.dir(dir).build(), "shop");
    for (int i = 0; i < 30; i++) {
      files.write(Level.INFO, 15_000);
      files.clock.turn(100);
    }
    assertTrue(files.warned.get(0).startsWith("output.rotate"), files.warned.toString());
    assertTrue(files.warned.get(0).contains("shop.jsonl.1 is in the way"));
    Files.delete(dir.resolve("shop.jsonl.1"));
    files.clock.turn(1_000);
    files.write(Level.INFO, 15_000);
    files.stop();
    assertTrue(Files.size(dir.resolve("shop.jsonl.1")) > 65_536);
    assertEquals(0, files.account.dropped());
  }

  @Test
  void followsALinkToTheDirectoryOnly() throws Exception {
    Path real = Files.createDirectory(dir.resolve("real"));
    options.dir = Files.createSymbolicLink(dir.resolve("link"), real).toString();
    FilesFixture files = new FilesFixture(options.build(), "shop");
    files.write(Level.INFO, 300);
    files.stop();
    assertTrue(Files.exists(real.resolve("shop.jsonl")));
    assertEquals(0, files.account.dropped());
  }
}
