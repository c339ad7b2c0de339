package io.weftline.agent.output;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A target of files without the thread, under a clock that is turned. */
final class FilesFixture {
  final TestOutput.TurnedClock clock = new TestOutput.TurnedClock();
  final FaultyStorage storage = new FaultyStorage();
  final Account account = new Account(1024);
  final List<String> warned = new ArrayList<>();
  final FileTarget target;
  private final Lines lines;

  FilesFixture(OutputSettings settings, String service) {
    this(settings, service, storage -> {});
  }

  FilesFixture(OutputSettings settings, String service, Consumer<FaultyStorage> before) {
    before.accept(storage);
    JsonEncoder encoder =
        new JsonEncoder(new WallClock(clock), TestOutput.identity(service), settings.labels);
    lines = new Lines(encoder, null);
    Output.Parts parts =
        new Output.Parts(
            settings,
            TestOutput.identity(service),
            account,
            null,
            clock,
            (topic, message) -> warned.add(topic + ": " + message),
            account.nextSeq());
    target = new FileTarget(parts, new Lines(encoder, null), storage);
    target.open();
  }

  /** Takes an event of about so many bytes. */
  void add(Level level, int bytes) {
    Event event = TestOutput.event(level, "f".repeat(Math.max(1, bytes - 200)));
    event.seq(account.nextSeq());
    target.add(lines.of(event), event);
  }

  void write(Level level, int bytes) {
    add(level, bytes);
    target.flush();
  }

  /** Ends as the writer's thread does. */
  void stop() {
    target.flush();
    target.makeRoom(Lines.MAX_LINE_BYTES);
    long seq = account.last();
    Event event =
        new Event(Level.INFO, Kinds.AGENT_STOP, "weftline", 1, 1)
            .message("stopped")
            .object(Fields.WEFTLINE, account.group());
    event.seq(seq);
    target.add(lines.of(event), event);
    target.flush();
    target.close();
  }

  void work() {
    while (target.work()) {
      Thread.onSpinWait();
    }
  }
}
