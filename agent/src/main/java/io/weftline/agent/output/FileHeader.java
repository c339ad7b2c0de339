package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.util.Arrays;

/**
 * Makes the first line of each file: who writes, where the numbers begin, the account so far, of
 * which {@code written} is exact: so many lines of the process stand before this one. Unique and
 * long enough for readers that tell files apart by their first kilobyte.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class FileHeader {
  private static final String SCHEMA = "weftline-event/1";
  private static final int LEAST_BYTES = 1101;
  private static final int PAD_KEY_BYTES = 9;

  private final Identity identity;
  private final Account account;
  private final Lines lines;
  private final Clock clock;

  FileHeader(Identity identity, Account account, Lines lines, Clock clock) {
    this.identity = identity;
    this.account = account;
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * Makes a header.
   *
   * @param seq 0 where headers are not counted
   * @param firstSeq the least seq that may be in the file
   * @param sequence the number of the file among those of its kind, from 1
   * @param id of the file
   * @param previous the id of the file before, or null
   * @return with its line feed
   */
  byte[] make(long seq, long firstSeq, long sequence, String id, String previous) {
    long now = clock.nanos();
    Group weftline =
        new Group()
            .put("version", identity.agentVersion)
            .put("commit", identity.commit)
            .put("config_hash", identity.configHash)
            .put("instance", identity.instance)
            .put("first_seq", firstSeq)
            .put(
                "file",
                new Group().put("id", id).put("sequence", sequence).put("previous", previous));
    Group counts = account.counts();
    for (int i = 0; i < counts.size(); i++) {
      weftline.put(counts.name(i), counts.value(i));
    }
    Event event =
        new Event(Level.INFO, Kinds.AGENT_FILE, "weftline", now, 4)
            .message("Weftline " + identity.agentVersion + " writes " + SCHEMA)
            .put(Fields.SCHEMA, SCHEMA)
            .object(Fields.WEFTLINE, weftline)
            .object(Fields.RESOURCE, identity.resource);
    event.seq(seq);
    int missing = LEAST_BYTES - length(event) - PAD_KEY_BYTES;
    if (missing > 0) {
      char[] pad = new char[missing];
      Arrays.fill(pad, '.');
      event.put(Fields.PAD, new String(pad));
    }
    LineBuffer line = lines.of(event);
    return line == null ? new byte[0] : line.toBytes();
  }

  private int length(Event event) {
    LineBuffer line = lines.of(event);
    return line == null ? 0 : line.length();
  }
}
