package io.weftline.agent.cli.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorLedgerTest {
  private static final ErrorsRequest ALL =
      new ErrorsRequest(
          Times.NONE, null, ErrorsRequest.Sort.NEW, ErrorsRequest.ALL, false, false, "weftline");

  private static void add(ErrorLedger ledger, int seq) {
    String line =
        "{\"timestamp\":\"2026-11-21T00:00:00.000000Z\",\"level\":\"ERROR\",\"kind\":\"exception\","
            + "\"seq\":"
            + seq
            + ",\"error\":{\"fingerprint\":\"f\"}}";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ledger.line(bytes, 0, bytes.length);
  }

  @Test
  void linesThatCannotBeRememberedCountAndAreSaid() {
    ErrorLedger ledger = new ErrorLedger(ALL, 100);
    ledger.beginSet("shop.jsonl*", false);
    ledger.beginFile();
    for (int round = 0; round < 2; round++) {
      for (int seq = 1; seq <= 103; seq++) {
        add(ledger, seq);
      }
    }
    assertEquals(106, ledger.exceptions());
    assertEquals(6, ledger.unremembered());
    ErrorsReport report = new ErrorsReport(ledger, ALL);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
    assertEquals(0, report.print(print));
    print.flush();
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("1 group of exceptions, 106 in"));
    assertEquals(1, report.complaints().size());
    assertTrue(report.complaints().get(0).contains("of the 6 beyond"));
  }

  @Test
  void aSetOfHashesHasEachOnce() {
    Hashes hashes = new Hashes();
    Random random = new Random(3);
    assertFalse(hashes.contains(0));
    assertTrue(hashes.add(0));
    assertFalse(hashes.add(0));
    long[] added = random.longs(50_000).toArray();
    for (long hash : added) {
      assertTrue(hashes.add(hash));
    }
    for (long hash : added) {
      assertTrue(hashes.contains(hash));
      assertFalse(hashes.add(hash));
    }
    assertEquals(50_001, hashes.count());
    assertFalse(hashes.contains(random.nextLong()));
  }

  @Test
  void numbersOfOneProcessHaveHashesOfTheirOwn() {
    Hashes hashes = new Hashes();
    for (int process = 0; process < 20; process++) {
      long instance = Hashes.of("process-" + process);
      for (long seq = 1; seq <= 20_000; seq++) {
        assertTrue(hashes.add(Hashes.of(instance, seq)));
      }
    }
  }
}
