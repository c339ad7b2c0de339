package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Hook;
import io.weftline.bootstrap.ThreadContext;

/**
 * The hooks around the calls of JDBC, one class for each kind of call: they tell {@link Executions}
 * what happened. Those that return null from {@code enter} have no exit.
 */
final class JdbcHooks {
  private JdbcHooks() {}

  private static String sqlOf(Object argument) {
    return argument instanceof String ? (String) argument : null;
  }

  /** What they share. */
  private abstract static class JdbcHook extends Hook {
    final Executions executions;

    JdbcHook(Executions executions) {
      this.executions = executions;
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      return executions.begin(context);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      throw new IllegalStateException(getClass().getName() + " has no exit");
    }
  }

  /** {@code Driver.connect(url, properties)}. */
  static final class Connect extends JdbcHook {
    Connect(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      frame.context.exit(frame, null, thrown);
      if (result != null && argument instanceof String) {
        executions.connected(result, (String) argument);
      }
      frame.context.endIfOutermost(frame);
    }
  }

  /** {@code Connection.prepareStatement}, {@code prepareCall} and {@code createStatement}. */
  static final class Prepare extends JdbcHook {
    Prepare(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      Frame frame = executions.begin(context);
      if (frame == null) {
        executions.noteDatabase(context, self);
      } else if (context.note != null) {
        context.note = null;
      }
      return frame;
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      ThreadContext context = frame.context;
      String sql = sqlOf(argument);
      if (thrown != null && sql != null) {
        executions.prepareFailed(context, frame, self, sql, thrown);
      } else {
        context.exit(frame, null, thrown);
        if (result != null) {
          executions.prepared(context, self, result, sql);
        }
      }
      context.endIfOutermost(frame);
    }
  }

  /** {@code executeQuery}: the result comes with the call. */
  static final class Query extends JdbcHook {
    Query(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      executions.executed(frame, self, sqlOf(argument), result, false, -1, false, thrown);
    }
  }

  /** {@code execute}: says whether there is a result. */
  static final class Execute extends JdbcHook {
    Execute(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      executions.executed(frame, self, sqlOf(argument), null, number != 0, -1, false, thrown);
    }
  }

  /** {@code executeUpdate} and {@code executeLargeUpdate}. */
  static final class Update extends JdbcHook {
    Update(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      executions.executed(frame, self, sqlOf(argument), null, false, number, false, thrown);
    }
  }

  /** {@code executeBatch} and {@code executeLargeBatch}. */
  static final class Batch extends JdbcHook {
    Batch(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      executions.executed(frame, self, null, null, false, sum(result), true, thrown);
    }

    /** Rows changed in all; -1 if the driver does not say for any. */
    private static long sum(Object counts) {
      long sum = -1;
      if (counts instanceof int[]) {
        for (int count : (int[]) counts) {
          sum = count < 0 ? sum : Math.max(sum, 0) + count;
        }
      } else if (counts instanceof long[]) {
        for (long count : (long[]) counts) {
          sum = count < 0 ? sum : Math.max(sum, 0) + count;
        }
      }
      return sum;
    }
  }

  /** {@code addBatch}. */
  static final class AddToBatch extends JdbcHook {
    AddToBatch(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      executions.addedToBatch(self, sqlOf(argument));
      return null;
    }
  }

  /** {@code clearBatch}. */
  static final class ClearBatch extends JdbcHook {
    ClearBatch(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      executions.batchCleared(self);
      return null;
    }
  }

  /** {@code Statement.getResultSet}. */
  static final class GetResult extends JdbcHook {
    GetResult(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      frame.context.exit(frame, null, thrown);
      if (result != null) {
        executions.resultFetched(frame.context, self, result);
      }
      frame.context.endIfOutermost(frame);
    }
  }

  /** {@code ResultSet.next}. */
  static final class Next extends JdbcHook {
    Next(Executions executions) {
      super(executions);
    }

    @Override
    public void exit(
        Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
      executions.advanced(frame, self, number != 0, thrown);
    }
  }

  /** {@code ResultSet.close}. */
  static final class CloseResult extends JdbcHook {
    CloseResult(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      executions.resultClosed(context, self);
      return null;
    }
  }

  /** {@code Statement.close}. */
  static final class CloseStatement extends JdbcHook {
    CloseStatement(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      executions.statementClosed(context, self);
      return null;
    }
  }

  /** {@code Connection.close}. */
  static final class CloseConnection extends JdbcHook {
    CloseConnection(Executions executions) {
      super(executions);
    }

    @Override
    public Frame enter(ThreadContext context, Object self, Object argument) {
      executions.connectionClosed(context);
      return null;
    }
  }
}
