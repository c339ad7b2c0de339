package io.weftline.agent.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * What has been read of an expression or clause within one pair of brackets, or between CASE and
 * END: an operand, and on its left one that it is compared with.
 *
 * <p>One analysis, one thread.
 */
final class ParameterFrame {
  /** What the brackets are for. */
  enum Kind {
    /** The statement itself, or brackets around an expression, a list or a subquery. */
    GROUP,
    /** Arguments of a function. */
    CALL,
    /** The names after a table's. */
    NAMES,
    /** A row of VALUES. */
    ROW,
    CASE
  }

  /** What is being read of CASE. */
  enum Part {
    SUBJECT,
    CONDITION,
    VALUE
  }

  /** What is being read on this level. */
  enum Clause {
    EXPRESSION,
    /** What SELECT selects. */
    ITEMS,
    /** Names of tables. */
    TABLES,
    /** Common table expressions. */
    WITH,
    /** The table of INSERT or MERGE and the list of its columns. */
    TARGET,
    /** After VALUES. */
    ROWS,
    /** After SET. */
    ASSIGNMENTS
  }

  Kind kind;
  Clause clause = Clause.EXPRESSION;

  /** The name before the brackets: of a function, or of a column with Oracle's {@code (+)}. */
  String callee;

  boolean query;

  /** In which place of a list we are. */
  int place;

  /** What the place of a parameter counts for: that of the row around a call. */
  int outerPlace = -1;

  /** The columns that the places stand for, or null. */
  List<String> target;

  /** Names by place, of a group or list. */
  List<String> names;

  /** The first column that was met. */
  String first;

  String column;

  /** Whether the name that was read last is the operand's column. */
  boolean owns;

  List<String> row;
  int mark;

  boolean compared;
  String left;
  List<String> leftRow;
  int leftMark;

  boolean between;
  boolean tested;

  /** In an OR-ed chain: the column of the last comparison, and what was tested for NULL. */
  String chained;

  final List<Integer> nullTested = new ArrayList<Integer>(1);

  /** Of an item: the name that it is given. */
  String alias;

  /** Whether an operand is expected rather than an operator. */
  boolean expects = true;

  boolean dotted;

  /** Of CASE: what is compared with each WHEN. */
  String subject;

  /** Of CASE: which part of it is being read. */
  Part part = Part.SUBJECT;

  private final PendingParameters pending;

  ParameterFrame(Kind kind, PendingParameters pending) {
    this.kind = kind;
    this.pending = pending;
    mark = pending.mark();
    leftMark = mark;
  }

  /** A name that may be a column. */
  void name(String name) {
    if (dotted) {
      column = owns ? name : column;
    } else if (expects) {
      owns = column == null;
      column = owns ? name : column;
      expects = false;
    } else {
      alias = name;
    }
    dotted = false;
  }

  /** The operand is complete, or has been taken into account. */
  void clear() {
    column = null;
    owns = false;
    row = null;
    compared = false;
    left = null;
    leftRow = null;
    between = false;
    tested = false;
    alias = null;
    expects = true;
    dotted = false;
    mark = pending.mark();
    leftMark = mark;
  }

  /** What stands on the left of a comparison has been read. */
  void compare() {
    left = column;
    leftRow = row;
    compared = true;
    column = null;
    owns = false;
    row = null;
    expects = true;
    alias = null;
    mark = pending.mark();
  }

  /** What was taken for a comparison is none. */
  void withdraw() {
    if (compared) {
      column = left;
      row = leftRow;
      compared = false;
      expects = false;
      mark = leftMark;
    }
  }

  /** Remembers the name in this place. */
  void keepName(String name) {
    if (names == null) {
      names = new ArrayList<String>(4);
    }
    while (names.size() < place) {
      names.add(null);
    }
    if (names.size() == place) {
      names.add(name);
    }
  }

  /** A clause or an AND-ed condition ends. */
  void end() {
    resolve();
    chained = null;
    nullTested.clear();
  }

  /** Ends the comparison, or takes what is no comparison for what it is: each gets its column. */
  void resolve() {
    String right = column;
    if (compared) {
      String name = left != null ? left : right;
      nullTests(name);
      pending.areBetween(leftMark, mark, row, right != null ? right : left);
      if (leftRow != null) {
        pending.are(mark, leftRow, name);
      } else {
        pending.are(mark, name);
      }
    } else {
      String own = alias != null && clause == Clause.ITEMS ? alias : right;
      boolean known = clause != Clause.TABLES && clause != Clause.TARGET;
      if (target != null && clause == Clause.ITEMS) {
        pending.are(leftMark, target, own);
      } else {
        pending.are(leftMark, known ? own : null);
      }
    }
    pending.are(leftMark, null);
    clear();
  }

  /** {@code ? IS NULL OR email = ?}: both are of one column. */
  private void nullTests(String name) {
    if (name == null && tested && pending.mark() > leftMark) {
      if (chained != null) {
        pending.set(pending.last(), chained);
      }
      nullTested.add(pending.last());
      return;
    }
    if (name != null) {
      for (Integer each : nullTested) {
        pending.set(each, name);
      }
      nullTested.clear();
      chained = name;
    }
  }

  /** What stands between two commas, or up to the bracket, is complete. */
  void argumentEnds() {
    if (compared) {
      end();
      return;
    }
    if (kind == Kind.ROW) {
      String own = column;
      if (target != null) {
        pending.are(leftMark, target, own);
        clear();
        return;
      }
    }
    if (column != null) {
      keepName(column);
      first = first == null ? column : first;
    }
    clear();
  }
}
