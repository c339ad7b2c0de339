package io.weftline.agent.instrument.error;

import java.sql.SQLException;

/**
 * SQLState and vendor code of a driver's exception. A class of its own, since only here a type of
 * the module {@code java.sql} is named, which a JVM may lack: loaded with the first SQLException.
 */
final class SqlCodes {
  private static final int MAX_STATE_CHARS = 10;

  private SqlCodes() {}

  static String of(Throwable throwable) {
    try {
      SQLException e = (SQLException) throwable;
      String state = e.getSQLState();
      StringBuilder codes = new StringBuilder(40);
      if (isState(state)) {
        codes.append("SQLState ").append(state).append(", ");
      }
      return codes.append("vendor code ").append(e.getErrorCode()).toString();
    } catch (Throwable t) {
      // Foreign code: an exception that cannot tell its codes is written without.
      return null;
    }
  }

  /** A driver can put anything there; what is no code may be data. */
  private static boolean isState(String state) {
    if (state == null || state.isEmpty() || state.length() > MAX_STATE_CHARS) {
      return false;
    }
    for (int i = 0; i < state.length(); i++) {
      char c = state.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
        return false;
      }
    }
    return true;
  }
}
