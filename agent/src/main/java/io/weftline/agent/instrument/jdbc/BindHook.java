package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation.Parameters;
import io.weftline.bootstrap.ThreadContext;

/**
 * The hook before each call that binds a parameter, where the values are asked for. What the other
 * advice of these methods does for the telling of repeated queries is done here too.
 */
final class BindHook extends Hook {
  private final KeptParameters kept;
  private final boolean isNull;

  /**
   * @param isNull whether it is the call that binds {@code NULL}
   */
  BindHook(KeptParameters kept, boolean isNull) {
    super(0, false);
    this.kept = kept;
    this.isNull = isNull;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    Object[] arguments = (Object[]) argument;
    if (arguments[0] instanceof Integer) {
      compare(self, (Integer) arguments[0], arguments[1]);
    }
    kept.bound(self, arguments, isNull);
    return null;
  }

  private static void compare(Object statement, int index, Object value) {
    if (value instanceof Boolean) {
      Parameters.bound(statement, index, (Boolean) value ? 1 : 0);
    } else if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      Parameters.bound(statement, index, Double.doubleToRawLongBits(number));
    } else {
      Parameters.bound(statement, index, value);
    }
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    throw new IllegalStateException("binding has no exit");
  }
}
