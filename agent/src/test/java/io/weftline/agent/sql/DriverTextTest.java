package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverTextTest {
  private static final String SECRET = "Zqxj";
  private static final String SQL_MESSAGE = "bad grammar: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "connection refused|connection refused",
        "Duplicate entry 'ann@acme.com' for key 'users.email'|Duplicate entry ? for key ?",
        "Duplicate entry 'O'Brien' for key 'users.name'|Duplicate entry ? for key ?",
        "ERROR: duplicate key value violates unique constraint \"users_email_key\"\\n  Detail: Key"
            + " (email)=(a@b.c) already exists.|ERROR: duplicate key value violates unique"
            + " constraint ? Detail: Key ?=? already exists.",
        "Unique index or primary key violation: \"PUBLIC.I ON PUBLIC.USERS(EMAIL) VALUES ( /* 1 */"
            + " 'a@b.c' )\"; SQL statement:\\ninsert into users values ('x') [23505-224]|Unique"
            + " index or primary key violation: ?",
        "Table 'shop.orders' doesn't exist|Table ? doesn't exist",
        "ORA-00001: unique constraint (HR.PK) violated|ORA-00001: unique constraint ? violated",
        "ORA-12899: value too large for column \"A\".\"B\" (actual: 5, maximum: 3)|ORA-12899: value"
            + " too large for column ?.? ?",
        "Data truncation: Data too long for column 'name' at row 1|Data truncation: Data too long"
            + " for column ? at row ?",
        "bad SQL grammar: SELECT * FROM t WHERE a = 'x' AND b = 5|bad SQL grammar: SELECT * FROM t"
            + " WHERE a = ? AND b = ?",
        "Conversion failed when converting the varchar value 'x' to data type int.|Conversion"
            + " failed when converting the varchar value ? to data type int.",
        "The duplicate key value is (a@b.c).|The duplicate key value is ?.",
        "SQLSTATE=42704, SQLERRMC=ANN|SQLSTATE=?, SQLERRMC=?",
        "unique violation table: USERS value: ann|unique violation table: USERS value: ?",
        "cannot reach ann@acme.com at 10.0.0.1:5432|cannot reach ? at ?",
        "never [ends 'x|never ?",
        "it ends) here|it ends? here",
        "invalid input: \"he said \"x\" today\"|invalid input: ?",
        "ungültig: „x“, «y», “z”|ungültig: ?, ?, ?",
        "\\u0000tabs\\tand\\u001b[31mmore|tabs and ?",
        "Column 'a' cannot be null|Column ? cannot be null"
      })
  void messageLosesItsValues(String message, String expected) {
    String raw =
        message
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\u0000", "\0")
            .replace("\\u001b", "\u001b");
    assertEquals(expected, DriverText.clean(raw, 1000));
  }

  @Test
  void lengthIsBounded() {
    assertEquals("connec", DriverText.clean("connection refused", 6));
    assertEquals("x", DriverText.clean("x \ud83d\ude00", 3));
    assertTrue(DriverText.clean("a ".repeat(10_000_000), 500).length() <= 500);
    assertNull(DriverText.clean(null, 10));
  }

  @Test
  void noQuotedValueComesOut() {
    String[] templates = {
      "Duplicate entry '%s' for key 'users.name'",
      "ERROR: duplicate key value violates unique constraint \"k\"\n Detail: Key (email)=(%s)"
          + " already exists.",
      "Failing row contains (1, %s, null).",
      "invalid input syntax for type integer: \"%s\"",
      "Incorrect integer value: '%s' for column 'a' at row 1",
      "Cannot insert duplicate key row in object 'dbo.t'. The duplicate key value is (%s).",
      "Data conversion error converting \"%s\"; SQL statement:\nselect '%s' [22018-224]",
      "bad SQL grammar [SELECT '%s']; nested exception is x",
      SQL_MESSAGE + "insert into t values ('%s')"
    };
    String[] pieces = {
      SECRET, SECRET, "'", "\"", "(", ")", " ", "' ", " '", "\" ", ") ", " (", "it's", "n't ", "=",
      ",", "[", "]", "\n", ": ", "\u201c"
    };
    Random random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        value.append(pieces[random.nextInt(pieces.length)]);
      }
      String template = templates[random.nextInt(templates.length)];
      // SQL that is quoted in no way has to be SQL; drivers' own quotes escape nothing.
      boolean sql = template.startsWith(SQL_MESSAGE);
      String shown = sql ? value.toString().replace("'", "''") : value.toString();
      String message = template.replace("%s", shown);
      String clean = DriverText.clean(message, 1000);
      assertFalse(clean.contains(SECRET), () -> message + "\nbecame\n" + clean);
    }
  }

  @Test
  void theConnectionThatMariaDbNamesIsNoQuote() {
    assertEquals(
        "Query execution was interrupted ?",
        DriverText.clean(
            "(conn=22) Query execution was interrupted (max_statement_time exceeded)", 200));
    assertEquals("? that is none", DriverText.clean("(conn=hush) that is none", 200));
  }
}
