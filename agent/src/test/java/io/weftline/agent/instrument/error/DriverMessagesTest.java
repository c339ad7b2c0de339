package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.redact.Redactor;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cleaner of these tests replaces what is quoted and says that it was there. */
class DriverMessagesTest {
  private static final String SECRET = "s3cr3t";
  private static final String TEXT = "duplicate key '" + SECRET + "' in users";

  private final Recorder recorder = Recorder.plain();

  @Test
  void aDriversMessageIsCleanedAndKeepsItsCodes() {
    recorder.handled(new SQLException(TEXT, "23505", 1062));

    assertEquals(
        "clean(duplicate key ? in users) (SQLState 23505, vendor code 1062)",
        Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
    assertNoSecret(recorder.only());
  }

  @Test
  void whatCannotBeAStateIsNotWritten() {
    recorder.handled(new BatchUpdateException(null, "'" + SECRET + "'", 7, new int[0]));

    assertEquals("vendor code 7", Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
  }

  @Test
  void wrappersThatQuoteTheDriverAreCleanedToo() {
    SQLException driver = new SQLException(TEXT, "23505");
    RuntimeException mapper =
        new RuntimeException("could not execute [insert into users ('" + SECRET + "')]", driver);
    RuntimeException outer = new RuntimeException("failed: '" + SECRET + "'", mapper);
    recorder.unit(outer, driver, mapper, outer);
    recorder.errors.finish();

    Event event = recorder.only();
    assertEquals("clean(failed: ?)", Recorder.get(event, Fields.ERROR_MESSAGE));
    assertTrue(Recorder.stack(event).get(0).endsWith("clean(failed: ?)"));
    assertNoSecret(event);
  }

  @Test
  void whatTheDriverWrapsOrSuppressesIsCleaned() {
    SQLException driver = new SQLException(TEXT, "08001", new Exception("'" + SECRET + "' below"));
    driver.addSuppressed(new Exception("'" + SECRET + "' beside"));
    recorder.handled(driver);

    assertEquals("clean(? below)", Recorder.get(recorder.only(), Fields.ERROR_ROOT_MESSAGE));
    assertNoSecret(recorder.only());
  }

  @Test
  void whatQuotesADriverThatTheUnitHasSeenIsCleaned() {
    SQLException driver = new SQLException(TEXT, "23505");
    Throwable quoting = new IllegalStateException("cannot register: " + driver.getMessage());
    recorder.unit(quoting, driver, quoting);
    recorder.errors.finish();

    assertEquals(2, recorder.events().size());
    for (Event event : recorder.events()) {
      assertNoSecret(event);
    }
  }

  @Test
  void aSuppressedDriversExceptionLeavesTheMainMessageAlone() {
    Throwable main = new IllegalStateException("stock of '4411' is negative");
    main.addSuppressed(new SQLException(TEXT));
    recorder.handled(main);

    assertEquals(
        "stock of '4411' is negative", Recorder.get(recorder.only(), Fields.ERROR_MESSAGE));
    assertNoSecret(recorder.only());
  }

  @Test
  void theLimitHoldsWithTheCodes() {
    recorder.handled(new SQLException("x".repeat(100_000), "23505", 1));

    String message = (String) Recorder.get(recorder.only(), Fields.ERROR_MESSAGE);
    assertEquals(ExceptionEvent.MAX_MESSAGE_CHARS, message.length());
    assertTrue(message.endsWith("(SQLState 23505, vendor code 1)"));
  }

  @Test
  void whatCannotBeCleanedIsWithheld() {
    ThrownGraph graph = new ThrownGraph();
    Thrown thrown = graph.of(new SQLException(TEXT, "23505", 1));
    SafeMessages messages =
        new SafeMessages(
            thrown,
            graph,
            (message, maxChars) -> {
              throw new IllegalStateException("by the test");
            },
            new Redactor(List.of()));

    assertEquals(
        "(withheld: it could not be cleaned) (SQLState 23505, vendor code 1)",
        messages.of(thrown, 1000));
  }

  private static void assertNoSecret(Event event) {
    StringBuilder all = new StringBuilder(event.message());
    for (int i = 0; i < event.size(); i++) {
      Object value = event.object(i);
      if (value instanceof List) {
        for (Object element : (List<?>) value) {
          Group group = (Group) element;
          for (int j = 0; j < group.size(); j++) {
            all.append(group.value(j)).append('\n');
          }
        }
      } else {
        all.append(value).append('\n');
      }
    }
    all.append(Recorder.stack(event));
    assertFalse(all.toString().contains(SECRET), all.toString());
  }
}
