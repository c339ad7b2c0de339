package com.acme.plain.counting;

import java.sql.SQLException;

/** What the driver's objects need to behave as Object does, without calling each other. */
final class Identity {
  private Identity() {}

  /** What {@code Object.toString} returns; that calls {@code hashCode}, which would count. */
  static String textOf(Object object) {
    return object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
  }

  /** Returns the object as the type asked for, as {@code Wrapper.unwrap} does. */
  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (!type.isInstance(object)) {
      throw new SQLException("not a " + type.getName(), "HY000");
    }
    return type.cast(object);
  }
}
