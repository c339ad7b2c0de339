package io.weftline.agent.instrument.jdbc;

import io.weftline.bootstrap.Bridge.Hook;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.ThreadContext;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * The hook around each kind of JDBC call: tells {@link Executions} what happened.
 *
 * <p>One class for all kinds, with a switch: several classes would make the bridge's call of its
 * hooks megamorphic, and a statement makes six of them.
 */
final class JdbcHook extends Hook {

  /** The kinds of calls. Those that only tell of a beginning have no exit. */
  enum Kind {
    /** {@code executeQuery}: the result comes with the call. */
    QUERY,
    /** {@code ResultSet.next}. */
    NEXT,
    /** {@code ResultSet.close}; only its beginning counts. */
    CLOSE_RESULT,
    /** {@code executeUpdate} and {@code executeLargeUpdate}. */
    UPDATE,
    /** {@code execute}: says whether there is a result. */
    EXECUTE,
    /** {@code executeBatch} and {@code executeLargeBatch}. */
    BATCH,
    /** {@code prepareStatement}, {@code prepareCall}, {@code createStatement}. */
    PREPARE,
    /** {@code Statement.getResultSet}. */
    GET_RESULT,
    /** {@code addBatch}: an override that calls the method of its superclass adds once. */
    ADD_TO_BATCH,
    /** {@code clearBatch}; only its beginning counts. */
    CLEAR_BATCH,
    /** {@code Statement.close}; only its beginning counts. */
    CLOSE_STATEMENT,
    /** {@code Connection.close}; only its beginning counts. */
    CLOSE_CONNECTION,
    /** {@code Driver.connect(url, properties)}. */
    CONNECT,
    /** {@code Connection.commit}. */
    COMMIT,
    /** {@code Connection.rollback}, also to a savepoint. */
    ROLLBACK,
    /** {@code Connection.setSavepoint}. */
    SAVEPOINT,
    /** {@code Connection.releaseSavepoint}. */
    RELEASE,
    /** {@code Connection.setAutoCommit}. */
    AUTO_COMMIT,
    /** {@code Connection.setTransactionIsolation}. */
    ISOLATION,
    /** What drivers may execute statements of their own for; those are not the application's. */
    OF_DRIVER,
    /** {@code Statement.setQueryTimeout}. */
    TIMEOUT
  }

  // The switches are over these: an enum's would go through an array of another class.
  private static final int QUERY = Kind.QUERY.ordinal();
  private static final int NEXT = Kind.NEXT.ordinal();
  private static final int CLOSE_RESULT = Kind.CLOSE_RESULT.ordinal();

  private final Executions executions;
  private final Statements statements;
  private final TransactionCalls transactions;
  private final Kind kind;
  private final int ordinal;

  private final boolean asks;

  /**
   * @param asks whether it is woven into classes of which not all objects are of JDBC
   */
  JdbcHook(Kind kind, Executions executions, boolean asks) {
    super(knowsOutermostOnly(kind) ? Executions.JDBC : 0, kind == Kind.CLOSE_RESULT);
    this.kind = kind;
    this.executions = executions;
    statements = executions.statements;
    transactions = executions.transactions;
    ordinal = kind.ordinal();
    this.asks = asks;
  }

  /** Nested executions are of interest where the outermost has left a note that asks for them. */
  private static boolean knowsOutermostOnly(Kind kind) {
    switch (kind) {
      case NEXT:
      case QUERY:
      case UPDATE:
      case EXECUTE:
      case BATCH:
        return true;
      default:
        return false;
    }
  }

  private boolean isOfKind(Object self) {
    switch (kind) {
      case NEXT:
      case CLOSE_RESULT:
        return self instanceof ResultSet;
      case PREPARE:
      case CLOSE_CONNECTION:
      case COMMIT:
      case ROLLBACK:
      case SAVEPOINT:
      case RELEASE:
      case AUTO_COMMIT:
      case ISOLATION:
      case OF_DRIVER:
        return self instanceof Connection;
      case CONNECT:
        return self instanceof Driver;
      default:
        return self instanceof Statement;
    }
  }

  private static String sqlOf(Object argument) {
    return argument instanceof String ? (String) argument : null;
  }

  @Override
  public Frame enter(ThreadContext context, Object self, Object argument) {
    if (asks && !isOfKind(self)) {
      return null;
    }
    if (ordinal == NEXT) {
      return executions.beginRow(context, self);
    }
    if (ordinal == QUERY) {
      return executions.beginExecution(context, self, sqlOf(argument));
    }
    if (ordinal == CLOSE_RESULT) {
      executions.resultClosed(context, self);
      return null;
    }
    return enterRarer(context, self, argument);
  }

  private Frame enterRarer(ThreadContext context, Object self, Object argument) {
    switch (kind) {
      case CLEAR_BATCH:
        statements.batchCleared(self);
        return null;
      case CLOSE_STATEMENT:
        executions.statementClosed(context, self);
        return null;
      case CLOSE_CONNECTION:
        executions.connectionClosed(context, self);
        return null;
      case PREPARE:
        return executions.beginPrepare(context);
      case UPDATE:
      case EXECUTE:
      case BATCH:
        return executions.beginExecution(context, self, sqlOf(argument));
      case COMMIT:
        return transactions.begin(context, self, TransactionCalls.COMMIT);
      case ROLLBACK:
        return transactions.begin(context, self, rollback(argument));
      case SAVEPOINT:
      case RELEASE:
      case AUTO_COMMIT:
      case ISOLATION:
        return transactions.begin(context, self, null);
      default:
        return executions.begin(context);
    }
  }

  @Override
  public void exit(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    if (ordinal == NEXT) {
      executions.advanced(frame, number != 0, thrown);
    } else if (ordinal == QUERY) {
      executions.executed(frame, self, sqlOf(argument), result, false, -1, false, thrown);
    } else {
      exitRarer(frame, self, argument, result, number, thrown);
    }
  }

  private void exitRarer(
      Frame frame, Object self, Object argument, Object result, long number, Throwable thrown) {
    switch (kind) {
      case UPDATE:
        executions.executed(frame, self, sqlOf(argument), null, false, number, false, thrown);
        break;
      case EXECUTE:
        executions.executed(frame, self, sqlOf(argument), null, number != 0, -1, false, thrown);
        break;
      case BATCH:
        executions.executed(frame, self, null, null, false, sum(result), true, thrown);
        break;
      case ADD_TO_BATCH:
        statements.addedToBatch(frame, self, sqlOf(argument), thrown);
        break;
      case PREPARE:
        executions.endPrepare(frame, self, sqlOf(argument), result, thrown);
        break;
      case GET_RESULT:
        executions.resultFetched(frame, self, result, thrown);
        break;
      case CONNECT:
        executions.connected(frame, result, sqlOf(argument), thrown);
        break;
      default:
        exitTransaction(frame, self, argument, number, thrown);
    }
  }

  private void exitTransaction(
      Frame frame, Object self, Object argument, long number, Throwable thrown) {
    switch (kind) {
      case COMMIT:
        transactions.executed(frame, self, TransactionCalls.COMMIT, thrown);
        break;
      case ROLLBACK:
        transactions.executed(frame, self, rollback(argument), thrown);
        break;
      case SAVEPOINT:
        transactions.executed(frame, self, TransactionCalls.SAVEPOINT, thrown);
        break;
      case RELEASE:
        transactions.executed(frame, self, TransactionCalls.RELEASE, thrown);
        break;
      case AUTO_COMMIT:
        transactions.autoCommitSet(frame, self, number != 0, thrown);
        break;
      case ISOLATION:
        transactions.isolationSet(frame, self, (int) number, thrown);
        break;
      case OF_DRIVER:
        frame.context.exit(frame, null, thrown);
        frame.context.endIfOutermost(frame);
        break;
      case TIMEOUT:
        frame.context.exit(frame, null, thrown);
        statements.timeoutSet(self, (int) number);
        frame.context.endIfOutermost(frame);
        break;
      default:
        throw new IllegalStateException(kind + " has no exit");
    }
  }

  private static String rollback(Object savepoint) {
    return savepoint == null ? TransactionCalls.ROLLBACK : TransactionCalls.ROLLBACK_TO;
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
