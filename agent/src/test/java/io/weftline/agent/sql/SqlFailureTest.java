package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure has one word in all databases. */
class SqlFailureTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql, 40P01, 0, deadlock",
    "postgresql, 40001, 0, serialization",
    "postgresql, 55P03, 0, lock_timeout",
    "postgresql, 57014, 0, cancelled",
    "postgresql, 23505, 0, constraint",
    "postgresql, 42P01, 0, syntax",
    "postgresql, 42501, 0, permission",
    "postgresql, 25P02, 0, transaction",
    "postgresql, 25P03, 0, timeout",
    "postgresql, 53300, 0, resources",
    "postgresql, 22001, 0, data",
    "postgresql, 08006, 0, connection",
    "mysql, 40001, 1213, deadlock",
    "mysql, HY000, 1205, lock_timeout",
    "mysql, HY000, 3024, timeout",
    "mysql, 70100, 1317, cancelled",
    "mariadb, 70100, 1969, timeout",
    "mariadb, 23000, 1062, constraint",
    "mariadb, 42S02, 1146, syntax",
    "oracle.db, 61000, 60, deadlock",
    "oracle.db, 72000, 1013, cancelled",
    "oracle.db, 42000, 942, syntax",
    "microsoft.sql_server, 40001, 1205, deadlock",
    "microsoft.sql_server, S0002, 1222, lock_timeout",
    "h2database, HYT00, 50200, lock_timeout",
    "h2database, 40001, 40001, deadlock",
    "h2database, 23505, 23505, constraint",
  })
  void byStateAndCode(String system, String state, int code, String kind) {
    assertEquals(kind, SqlFailure.kind(new SQLException(), state, code, system));
  }

  @Test
  void aTimeoutByItsClass() {
    assertEquals("timeout", SqlFailure.kind(new SQLTimeoutException(), null, 0, "derby"));
    assertEquals(
        "timeout", SqlFailure.kind(new SQLTimeoutException(), "57014", 57014, "h2database"));
    assertEquals(
        "lock_timeout", SqlFailure.kind(new SQLTimeoutException(), "HYT00", 50200, "h2database"));
  }

  @Test
  void whatNothingTellsIsNotGuessed() {
    assertNull(SqlFailure.kind(new SQLException(), null, 0, "sqlite"));
    assertNull(SqlFailure.kind(new SQLException(), "", 0, "sqlite"));
    assertNull(SqlFailure.kind(new SQLException(), "HY000", 1, "sqlite"));
    assertNull(SqlFailure.kind(new SQLException(), "a state that is none", 1205, "postgresql"));
  }

  @Test
  void whatSomebodyCancelledIsToldByMariaDbsCodeAlone() {
    assertEquals("cancelled", SqlFailure.kind(new SQLTimeoutException(), "70100", 1317, "mariadb"));
    assertEquals("timeout", SqlFailure.kind(new SQLTimeoutException(), "70100", 1969, "mariadb"));
  }
}
