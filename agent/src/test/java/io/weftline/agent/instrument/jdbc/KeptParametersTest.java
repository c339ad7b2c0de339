package io.weftline.agent.instrument.jdbc;

import static io.weftline.agent.TestServices.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.instrument.jdbc.JdbcHook.Kind;
import io.weftline.agent.redact.Redactor;
import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.ThreadContext;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is bound is written where it is asked for, and nothing of the application's is kept. */
class KeptParametersTest {
  private static final String SQL = "UPDATE users SET email = ?, password = ? WHERE id = ?";

  private final KeptParameters all = new KeptParameters(new Redactor(List.of()), true);
  private final KeptParameters slow = new KeptParameters(new Redactor(List.of()), false);
  private FakeJdbc jdbc = new FakeJdbc(Long.MAX_VALUE, "all", all);

  private static void bind(KeptParameters to, Object statement, Object... arguments) {
    Hook hook = new BindHook(to, false);
    assertNull(hook.enter(ThreadContext.current(), statement, arguments));
  }

  private Object prepare() {
    return jdbc.prepare(jdbc.connect(), SQL);
  }

  private void update(Object statement) {
    jdbc.call(Kind.UPDATE, statement, null, null, 1, null);
  }

  private Map<String, String> written() {
    Event event = jdbc.services.only();
    Group group = (Group) value(event, Fields.DB_PARAMETERS);
    if (group == null) {
      return Map.of();
    }
    Map<String, String> written = new TreeMap<>();
    for (int i = 0; i < group.size(); i++) {
      written.put(group.name(i), (String) group.value(i));
    }
    return written;
  }

  @Test
  void byItsIndexButForSecrets() {
    Object statement = prepare();
    bind(all, statement, 1, "ada@example.com");
    bind(all, statement, 2, "hunter2");
    bind(all, statement, 3, 42L);
    update(statement);
    assertEquals(Map.of("1", "ada@example.com", "2", "REDACTED", "3", "42"), written());
  }

  @Test
  void itIsBoundUntilSomethingElseIs() {
    Object statement = prepare();
    bind(all, statement, 3, 42L);
    update(statement);
    assertEquals(Map.of("3", "42"), written());
    bind(all, statement, 1, "grace@example.com");
    update(statement);
    assertEquals(Map.of("1", "grace@example.com", "3", "42"), written());
    jdbc.prepare(jdbc.connect(), SQL, statement);
    update(statement);
    assertEquals(Map.of(), written());
  }

  @Test
  void whatIsNoValueOfTheJdksIsOnlyNamed() {
    Object statement = prepare();
    bind(all, statement, 1, new Hostile());
    bind(all, statement, 3, new ByteArrayInputStream(new byte[9]), 9L);
    update(statement);
    assertEquals(Map.of("1", "Hostile", "3", "ByteArrayInputStream[9]"), written());
  }

  @Test
  void nullIsWrittenAsSuch() {
    Object statement = prepare();
    Hook nulls = new BindHook(all, true);
    nulls.enter(ThreadContext.current(), statement, new Object[] {1, 12});
    update(statement);
    assertEquals(Map.of("1", "null"), written());
  }

  @Test
  void byNameOfAProcedure() {
    Object statement = jdbc.prepare(jdbc.connect(), "{call raise(?, ?)}");
    bind(all, statement, "amount", 7);
    bind(all, statement, "token", "t-1");
    update(statement);
    assertEquals(Map.of("amount", "7", "token", "REDACTED"), written());
  }

  @Test
  void theFirstOfABatch() {
    Object statement = prepare();
    for (long i = 1; i <= 3; i++) {
      bind(all, statement, 3, i);
      jdbc.call(Kind.ADD_TO_BATCH, statement, null, null, 0, null);
    }
    jdbc.call(Kind.BATCH, statement, null, new int[] {1, 1, 1}, 0, null);
    assertEquals(Map.of("3", "1"), written());
    update(statement);
    assertEquals(Map.of("3", "3"), written());
  }

  @Test
  void onlyOfWhatFailedWhereOnlySuchIsAskedFor() {
    jdbc = new FakeJdbc(Long.MAX_VALUE, "all", slow);
    Object statement = prepare();
    bind(slow, statement, 3, 42L);
    update(statement);
    assertEquals(Map.of(), written());
    SQLException failure = new SQLException("no");
    jdbc.call(Kind.UPDATE, statement, null, null, 0, failure);
    assertEquals(Map.of("3", "42"), written());
  }

  @Test
  void notMoreThanSoMany() {
    Object statement = prepare();
    for (int i = 0; i <= KeptParameters.MAX + 1; i++) {
      bind(all, statement, i, i);
    }
    update(statement);
    assertEquals(KeptParameters.MAX, written().size());
  }

  @Test
  void notWhereASecretMayBeMeant() {
    for (String sql :
        new String[] {
          "SELECT * FROM users WHERE /*" + "x".repeat(70_000) + "*/ password = ?",
          "UPDATE users SET password = (SELECT ? FROM t)",
          "ALTER USER app PASSWORD ?",
        }) {
      Object statement = jdbc.prepare(jdbc.connect(), sql);
      bind(all, statement, 1, "hunter2");
      update(statement);
      assertEquals(Map.of("1", "REDACTED"), written(), sql);
    }
    Object statement =
        jdbc.prepare(
            jdbc.connect(), "SELECT * FROM t WHERE a IN (" + "1,".repeat(5_000) + "1) AND b = ?");
    bind(all, statement, 1, "seen");
    update(statement);
    assertEquals(Map.of("1", "seen"), written());
  }

  @Test
  void asTheyWereWhenItWasExecuted() {
    Object statement = prepare();
    bind(all, statement, 3, 1L);
    Object result = jdbc.query(statement);
    bind(all, statement, 3, 2L);
    jdbc.next(result, true);
    jdbc.closeStatement(statement);
    assertEquals(Map.of("3", "1"), written());
  }

  @Test
  void noneOnceTheyAreCleared() {
    Object statement = prepare();
    bind(all, statement, 3, 1L);
    assertNull(new ClearHook(all).enter(ThreadContext.current(), statement, null));
    update(statement);
    assertEquals(Map.of(), written());
  }

  @Test
  void aDateThatChangesIsWrittenAsItWas() {
    Object statement = prepare();
    Timestamp date = Timestamp.valueOf("2026-11-22 10:00:00");
    bind(all, statement, 3, date);
    date.setTime(0);
    update(statement);
    assertEquals(Map.of("3", "2026-11-22 10:00:00.0"), written());
  }

  /** An application's own type, of which no method is to be called. */
  private static final class Hostile {
    @Override
    public String toString() {
      throw new IllegalStateException("called");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("called");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("called");
    }
  }
}
