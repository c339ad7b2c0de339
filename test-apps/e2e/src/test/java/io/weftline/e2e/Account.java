package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;

/** The proof that nothing was lost uncounted, from the lines of one process alone. */
final class Account {
  private Account() {}

  static void check(Events lines, AppRun.Expectations expected) {
    Event stop = lines.last();
    assertEquals("agent.stop", stop.kind(), () -> "the last line is " + stop);
    assertEquals(1, lines.of("agent.stop").size(), () -> "one end of a process: " + lines);
    if (!expected.mayDeleteFiles && !expected.mayLoseBegin) {
      checkBegin(lines);
    }
    checkNumbers(lines, stop, expected);
    assertEquals(0, stop.integer("weftline.advice_failures"), () -> "a hook failed: " + stop);
    long overflows = stop.integer("weftline.hook_overflows");
    if (!expected.mayOverflow) {
      assertEquals(0, overflows, () -> "the stack overflowed in a hook: " + stop);
    }
  }

  private static void checkBegin(Events lines) {
    Event header = lines.first();
    assertEquals("agent.file", header.kind(), () -> "the first line is " + header);
    assertEquals(1, header.seq(), () -> "the first header is not number 1: " + header);
    Event start = lines.matching("seq 2", event -> event.seq() == 2).only();
    assertEquals("agent.start", start.kind(), () -> "number 2 is " + start);
    assertEquals(
        header.text("weftline.instance"),
        start.text("weftline.instance"),
        "instance in agent.file and agent.start");
  }

  private static void checkNumbers(Events lines, Event stop, AppRun.Expectations expected) {
    long made = stop.integer("weftline.events.made");
    long written = stop.integer("weftline.events.written");
    long dropped = stop.integer("weftline.events.dropped");
    assertEquals(made, written + dropped, () -> "made = written + dropped: " + stop);
    assertEquals(made, stop.seq(), () -> "agent.stop is the last event made: " + stop);
    if (!expected.mayDrop) {
      assertEquals(0, dropped, () -> "nothing should be dropped: " + stop);
    }
    long byCause = 0;
    for (JsonNode cause : stop.at("weftline.dropped_by")) {
      byCause += cause.asLong();
    }
    assertEquals(dropped, byCause, () -> "dropped = the sum by cause: " + stop);

    BitSet seen = new BitSet();
    for (Event line : lines) {
      int seq = Math.toIntExact(line.seq());
      assertTrue(seq >= 1 && seq <= made, () -> "seq " + seq + " of " + made + " made: " + line);
      if (seen.get(seq)) {
        fail("seq " + seq + " twice: " + lines.where("seq", seq));
      }
      seen.set(seq);
    }
    if (expected.mayDeleteFiles) {
      int first = seen.nextSetBit(0);
      seen.set(1, first);
    } else {
      assertEquals(written, lines.size(), () -> "lines found, and written by " + stop);
    }
    long missing = made - seen.cardinality();
    // Headers are numbered when their file is opened, later than what waits to be written into it:
    // that of a file that retention has deleted is missing among what stands in the next ones.
    long headers = expected.mayDeleteFiles ? missing - dropped : 0;
    assertTrue(headers >= 0 && headers <= stop.integer("weftline.rotations"), () -> "" + stop);
    assertEquals(
        dropped, missing - headers, () -> "gaps, of which the first is at " + seen.nextClearBit(1));
  }
}
