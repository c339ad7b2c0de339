package io.weftline.agent.sql;

import io.weftline.agent.sql.ParameterFrame.Clause;
import io.weftline.agent.sql.ParameterFrame.Kind;
import io.weftline.agent.sql.ParameterFrame.Part;
import java.util.Locale;

/**
 * What the words of a statement mean for its parameters. A word that is none of the language here,
 * such as {@code password} or {@code type}, is the name of a column.
 *
 * <p>One analysis, one thread.
 */
final class WordReader {
  static final String LIMIT = "limit";
  static final String OFFSET = "offset";

  private final ParameterReader reader;
  private boolean structure;
  private boolean listIgnored;

  /** OUTPUT of SQL Server: what it names is not what is inserted into. */
  private boolean output;

  WordReader(ParameterReader reader) {
    this.reader = reader;
  }

  /** Whether the last word was one of the language, so that no arguments follow it. */
  boolean wasStructure() {
    return structure;
  }

  /** Whether brackets after the last word are no list of columns. */
  boolean wasListIgnored() {
    return listIgnored || output;
  }

  /**
   * Reads the word.
   *
   * @param begins whether a statement may begin with it
   * @return whether one may begin with the next
   */
  boolean read(String word, ParameterFrame frame, boolean begins) {
    Keyword keyword = reader.keyword();
    structure = true;
    listIgnored = false;
    if (reader.afterDot()) {
      named(word);
      return false;
    }
    if (frame.kind == Kind.NAMES) {
      if (keyword != Keyword.SELECT && keyword != Keyword.WITH) {
        named(word);
        return false;
      }
      frame.kind = Kind.GROUP;
    }
    if (word.charAt(0) == '@' && !frame.expects && frame.clause != Clause.TARGET) {
      // EXEC p @name = ?
      reader.nothing();
    }
    if (frame.kind == Kind.CASE && word.equalsIgnoreCase("END")) {
      reader.endCase();
      return false;
    }
    if (keyword == null) {
      other(word, frame);
      return false;
    }
    return keyword(keyword, word, frame, begins);
  }

  private void named(String word) {
    structure = false;
    reader.name(word.startsWith("@") ? word.substring(1) : word);
  }

  /** Words that the lexer does not know. */
  private void other(String word, ParameterFrame frame) {
    switch (word.toUpperCase(Locale.ROOT)) {
      case "IS":
        reader.test();
        break;
      case "BOOLEAN":
      case "NATURAL":
        if (reader.wasWord("IN")) {
          frame.withdraw();
        }
        named(word);
        break;
      case "BOTH":
      case "LEADING":
      case "TRAILING":
        if (frame.kind != Kind.CALL) {
          named(word);
        }
        break;
      case "XOR":
        reader.end();
        break;
      case "SIMILAR":
      case "OVERLAPS":
      case "AGAINST":
        if (frame.expects) {
          named(word);
        } else {
          reader.compare();
        }
        break;
      case "BINARY":
      case "PRIOR":
        if (!frame.expects || reader.isCalled()) {
          named(word);
        }
        break;
      case "VALUE":
        if (frame.clause == Clause.TARGET && reader.isCalled()) {
          rows(frame);
        } else {
          named(word);
        }
        break;
      case "PARTITION":
        listIgnored = true;
        named(word);
        break;
      case "MATERIALIZED":
        if (frame.clause != Clause.WITH) {
          named(word);
        }
        break;
      default:
        named(word);
        break;
    }
  }

  private boolean keyword(Keyword keyword, String word, ParameterFrame frame, boolean begins) {
    switch (keyword) {
      case SELECT:
        if (frame.clause == Clause.WITH) {
          frame.target = null;
        }
        output = false;
        begin(frame, Clause.ITEMS);
        frame.query = true;
        frame.place = 0;
        return false;
      case INSERT:
      case UPSERT:
      case REPLACE:
        if ((!begins || reader.isCalled()) && !reader.wasWord("THEN")) {
          named(word);
        } else {
          begin(frame, Clause.TARGET);
          frame.target = null;
          output = false;
        }
        return false;
      case MERGE:
        if (!begins) {
          named(word);
          return false;
        }
        begin(frame, Clause.TARGET);
        frame.target = null;
        return false;
      case INTO:
        if (output) {
          return false;
        }
        begin(frame, Clause.TARGET);
        frame.target = null;
        return false;
      case OUTPUT:
        if (frame.clause == Clause.TARGET || frame.clause == Clause.ASSIGNMENTS) {
          output = true;
          listIgnored = true;
        } else {
          named(word);
        }
        return false;
      case UPDATE:
      case DELETE:
        begin(frame, reader.wasWord("KEY") ? Clause.ASSIGNMENTS : Clause.TABLES);
        return false;
      case WITH:
        if (begins) {
          begin(frame, Clause.WITH);
          frame.target = null;
        } else if (frame.clause == Clause.TARGET || frame.clause == Clause.TABLES) {
          listIgnored = true;
        } else {
          reader.end();
        }
        return false;
      case KEY:
        if (frame.clause != Clause.TARGET) {
          named(word);
        }
        listIgnored = true;
        return false;
      case VALUES:
        if (frame.compared
            || frame.clause == Clause.ASSIGNMENTS
            || !frame.expects && !isTarget(frame)) {
          named(word);
        } else {
          rows(frame);
        }
        return false;
      case SET:
        begin(frame, Clause.ASSIGNMENTS);
        return false;
      default:
        return clause(keyword, word, frame, begins);
    }
  }

  private static boolean isTarget(ParameterFrame frame) {
    return frame.clause == Clause.TARGET || frame.clause == Clause.WITH;
  }

  private void rows(ParameterFrame frame) {
    output = false;
    begin(frame, Clause.ROWS);
    frame.place = 0;
  }

  private void begin(ParameterFrame frame, Clause clause) {
    reader.end();
    frame.clause = clause;
  }

  private boolean clause(Keyword keyword, String word, ParameterFrame frame, boolean begins) {
    switch (keyword) {
      case FROM:
        if (reader.wasWord("DISTINCT") && frame.compared) {
          return false;
        }
        if (frame.kind == Kind.CALL) {
          frame.column = "extract".equalsIgnoreCase(frame.callee) ? null : frame.column;
          frame.expects = true;
          return false;
        }
        if (frame.clause == Clause.ITEMS && frame.first == null) {
          frame.first = frame.column;
        }
        begin(frame, Clause.TABLES);
        return false;
      case JOIN:
      case STRAIGHT_JOIN:
      case APPLY:
      case USING:
        if (frame.kind == Kind.CALL) {
          reader.typeFollows();
          return false;
        }
        begin(frame, Clause.TABLES);
        return false;
      case ON:
      case WHERE:
      case HAVING:
      case ORDER:
      case GROUP:
      case RETURNING:
      case QUALIFY:
        begin(frame, Clause.EXPRESSION);
        return false;
      case UNION:
      case EXCEPT:
      case INTERSECT:
      case MINUS:
        begin(frame, Clause.EXPRESSION);
        return true;
      case FOR:
        if (frame.kind == Kind.CALL) {
          frame.expects = true;
        } else {
          begin(frame, Clause.EXPRESSION);
        }
        return false;
      case LIMIT:
        begin(frame, Clause.EXPRESSION);
        reader.compareWith(LIMIT);
        return false;
      case OFFSET:
        begin(frame, Clause.EXPRESSION);
        reader.compareWith(OFFSET);
        return false;
      case FETCH:
        if (begins) {
          return false;
        }
        begin(frame, Clause.EXPRESSION);
        reader.compareWith("fetch");
        return false;
      case TOP:
        if (frame.clause == Clause.ITEMS && reader.wasWord("SELECT")) {
          reader.top();
        } else {
          named(word);
        }
        return false;
      case CALL:
      case EXEC:
      case EXECUTE:
      case EXPLAIN:
      case BEGIN:
        if (begins || keyword == Keyword.CALL) {
          reader.nothing();
          return keyword == Keyword.EXPLAIN || keyword == Keyword.BEGIN;
        }
        named(word);
        return false;
      default:
        expression(keyword, word, frame);
        return false;
    }
  }

  private void expression(Keyword keyword, String word, ParameterFrame frame) {
    switch (keyword) {
      case AND:
        if (frame.between) {
          frame.between = false;
          frame.expects = true;
        } else {
          reader.end();
        }
        break;
      case OR:
        if (frame.clause != Clause.TARGET) {
          reader.or();
        }
        break;
      case CASE:
        reader.openCase();
        break;
      case WHEN:
        if (frame.kind == Kind.CASE) {
          reader.when();
        } else {
          begin(frame, Clause.EXPRESSION);
        }
        break;
      case THEN:
        if (frame.kind == Kind.CASE) {
          reader.partEnds(Part.VALUE);
        } else {
          begin(frame, Clause.EXPRESSION);
        }
        break;
      case ELSE:
        if (frame.kind == Kind.CASE) {
          reader.partEnds(Part.VALUE);
        } else {
          reader.end();
        }
        break;
      case BETWEEN:
        reader.compare();
        frame.between = true;
        break;
      case IN:
      case LIKE:
      case ILIKE:
      case RLIKE:
      case REGEXP:
      case GLOB:
        reader.compare();
        break;
      case TO:
        if (!frame.compared && frame.column != null) {
          reader.compare();
        }
        break;
      case ESCAPE:
        reader.end();
        break;
      case AS:
        if (frame.kind == Kind.CALL) {
          reader.typeFollows();
        }
        break;
      case IF:
        structure = !reader.isCalled();
        if (!structure) {
          named(word);
        }
        break;
      case NOT:
      case DISTINCT:
      case ALL:
      case EXISTS:
      case INTERVAL:
      case ARRAY:
      case ROW:
      case LATERAL:
      case RECURSIVE:
      case ONLY:
      case BY:
        break;
      case NULL:
      case TRUE:
      case FALSE:
      case DEFAULT:
        frame.expects = false;
        break;
      case IDENTIFIED:
        reader.compareWith("password");
        break;
      default:
        word(keyword, word, frame);
        break;
    }
  }

  /** {@code IS} is not among the keywords; every other word may be a name. */
  private void word(Keyword keyword, String word, ParameterFrame frame) {
    if (keyword == Keyword.IGNORE && frame.clause == Clause.TARGET) {
      return;
    }
    named(word);
  }
}
