package io.weftline.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the files hold, {@code verify} says so and goes on: in bounded memory and time. */
@Timeout(120)
class VerifyHostileTest {
  private static final int MUTATIONS = 500;

  @TempDir Path directory;

  private Path output;
  private WrittenFiles files;

  @BeforeEach
  void begin() {
    output = directory.resolve("weftline");
    files = VerifyTest.good(output);
  }

  @Test
  void bytesThatAreNoTextAreSomebodyElses() throws IOException {
    files.save();
    byte[] bytes = new byte[2_000_000];
    new Random(1).nextBytes(bytes);
    Files.write(output.resolve("noise.jsonl"), bytes);
    Files.write(output.resolve("zeros.jsonl"), new byte[5_000_000]);
    Files.write(output.resolve("empty.jsonl"), new byte[0]);
    try (OutputStream stream =
        new GZIPOutputStream(Files.newOutputStream(output.resolve("bomb.jsonl.2.gz")))) {
      for (int i = 0; i < 200; i++) {
        stream.write(new byte[1_000_000]);
      }
    }
    Shell shell = new Shell(directory);

    assertEquals(0, shell.run("verify"), () -> shell.out() + shell.err());
    for (String name : List.of("noise.jsonl", "zeros.jsonl", "empty.jsonl", "bomb.jsonl.2.gz")) {
      assertTrue(shell.err().contains(name + " has no event of Weftline"), shell.err());
    }
    assertTrue(shell.out().endsWith("\n2 processes: 2 complete\n"), shell.out());
  }

  @Test
  void bytesThatAreNoTextBetweenLinesAreFound() throws IOException {
    files.save();
    byte[] bytes = new byte[3_000_000];
    Path file = output.resolve("shop.jsonl");
    Files.write(file, bytes, StandardOpenOption.APPEND);
    Files.writeString(file, "\n" + files.files.get(3).get(5), StandardOpenOption.APPEND);
    Verified verified = Verified.in(directory);

    assertEquals(
        List.of("twice shop.jsonl:8", "damaged shop.jsonl:7"),
        verified.findings,
        verified::toString);
    assertTrue(verified.says("a line of 3,000,000 bytes"), verified::toString);
  }

  @Test
  void objectsWithinObjectsWithoutEndAreNotFollowed() throws IOException {
    files.files.get(1).add(2, "{\"a\":".repeat(200_000));
    files
        .files
        .get(1)
        .add(3, "{\"timestamp\":\"x\",\"kind\":\"agent.file\",\"weftline\":".repeat(9_000));
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals(
        List.of("damaged shop.jsonl.2:3", "damaged shop.jsonl.2:4"),
        verified.findings,
        verified::toString);
  }

  @Test
  void figuresWithoutMeasureAreNotBelieved() throws IOException {
    List<String> last = files.current();
    String header = last.get(0);
    for (String figure : List.of("made", "written", "dropped")) {
      for (String value : List.of("9000000000000000", "9e99", "-1", "\"7\"", "[]", "null")) {
        last.set(
            0, header.replaceFirst("\"" + figure + "\":[0-9]+", "\"" + figure + "\":" + value));
        files.save();
        Verified verified = Verified.in(directory);
        assertEquals(3, verified.code, () -> figure + " " + value + verified);
      }
    }
    last.set(0, header.replace("\"bbbb\"", "\"" + "b".repeat(500_000) + "\""));
    files.save();
    Verified verified = Verified.in(directory);
    assertEquals(3, verified.code, verified::toString);
    assertTrue(verified.toString().length() < 10_000, verified::toString);
  }

  @Test
  void moreHeadersThanCanBeHeldEndTheReading() throws IOException {
    String header = files.files.get(0).get(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 110_000; i++) {
      lines.add(header.replace("aaaa", "i" + i));
    }
    files.save("many.jsonl", lines);
    Verified verified = Verified.in(output, "many.jsonl");

    assertEquals(List.of("too_much many.jsonl:100001"), verified.findings);
    assertEquals(100_000, verified.processes.size());
  }

  @Test
  void numbersThatAreFarApartAreRefusedAndSaid() throws IOException {
    WrittenFiles.Process process = files.process("cccc").begin();
    String line = files.current().get(files.current().size() - 1);
    for (int i = 1; i <= 270_000; i++) {
      files.current().add(line.replaceFirst("\"seq\":[0-9]+", "\"seq\":" + i * 5_000L));
    }
    assertTrue(process != null);
    files.save();
    Verified verified = Verified.in(directory);

    assertEquals("undecided", verified.process("cccc").get("verdict").asText());
    assertTrue(verified.says("numbers too far apart"), verified::toString);
  }

  /** Changes of any bytes: an answer each time, and never more than one can read. */
  @Test
  void whateverIsChangedThereIsAnAnswer() throws IOException {
    files.save();
    Random random = new Random(7);
    List<Path> all =
        List.of(
            output.resolve("shop.jsonl"),
            output.resolve("shop.jsonl.1"),
            output.resolve("shop.jsonl.2"),
            output.resolve("shop-errors.jsonl"));
    int wrong = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path file = all.get(random.nextInt(all.size()));
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, mutated(whole, random));
      Shell shell = new Shell(directory);
      int code = shell.run("verify");
      String text = shell.out() + shell.err();
      assertTrue(code == 0 || code == 1 || code == 3, text);
      assertFalse(text.contains("Exception"), text);
      assertTrue(text.length() < 20_000, text);
      wrong += code == 3 ? 1 : 0;
      Files.write(file, whole);
    }
    assertTrue(wrong > MUTATIONS / 2, wrong + " of " + MUTATIONS);
    assertEquals(0, Verified.in(directory).code);
  }

  private static byte[] mutated(byte[] whole, Random random) {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    StringBuilder changed = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0 && changed.length() > 0; n--) {
      int at = random.nextInt(changed.length());
      int to = Math.min(changed.length(), at + random.nextInt(400));
      switch (random.nextInt(5)) {
        case 0:
          changed.setCharAt(at, (char) random.nextInt(256));
          break;
        case 1:
          changed.delete(at, to);
          break;
        case 2:
          changed.insert(random.nextInt(to + 1), changed.substring(at, to));
          break;
        case 3:
          changed.insert(at, '\n');
          break;
        default:
          changed.setLength(Math.max(1, at));
      }
    }
    return changed.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
