package io.weftline.agent.sql;

/**
 * Finds SQL that a driver or a framework has put into its message without quotes: a verb with what
 * always follows it, after a colon.
 *
 * <p>Stateless.
 */
final class EmbeddedSql {
  private static final String[] BEGINNINGS = {
    "select ",
    "insert into ",
    "update ",
    "delete from ",
    "merge into ",
    "replace into ",
    "with ",
    "call ",
    "create ",
    "alter ",
    "drop "
  };

  /** What messages say that begins like SQL, such as PostgreSQL's "update or delete on table". */
  private static final String NO_UPDATE = "update or delete ";

  private EmbeddedSql() {}

  /** Where in the message the statement begins, or -1. */
  static int start(String message, int limit) {
    boolean afterColon = false;
    for (int i = 0; i < limit; i++) {
      char c = message.charAt(i);
      if (c == ':') {
        afterColon = true;
      } else if (!Characters.isBlank(c)) {
        if (afterColon && begins(message, i, limit)) {
          return i;
        }
        afterColon = false;
      }
    }
    return -1;
  }

  private static boolean begins(String message, int at, int limit) {
    if (matches(message, at, limit, NO_UPDATE)) {
      return false;
    }
    for (String beginning : BEGINNINGS) {
      if (matches(message, at, limit, beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code words} stand there, in any case, any white space for a blank. */
  private static boolean matches(String message, int at, int limit, String words) {
    if (at + words.length() > limit) {
      return false;
    }
    for (int i = 0; i < words.length(); i++) {
      char c = message.charAt(at + i);
      char expected = words.charAt(i);
      if (expected == ' ' ? !Characters.isBlank(c) : Characters.lower(c) != expected) {
        return false;
      }
    }
    return true;
  }
}
