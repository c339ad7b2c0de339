package io.weftline.agent.sql;

import io.weftline.agent.sql.ParameterFrame.Clause;
import io.weftline.agent.sql.ParameterFrame.Kind;
import io.weftline.agent.sql.ParameterFrame.Part;
import java.util.ArrayDeque;

/**
 * Follows a statement token by token and finds the column of each parameter. It knows comparisons,
 * lists and clauses, and no grammar: what it does not understand leaves parameters without a name.
 *
 * <p>One analysis, one thread.
 */
final class ParameterReader {
  private static final int MAX_DEPTH = 128;
  private static final int MAX_NUMBER = 65_535;
  private static final int MAX_NAME_CHARS = 128;

  private final String text;
  private final SqlLexer lexer;
  private final PendingParameters pending = new PendingParameters();
  private final ArrayDeque<ParameterFrame> around = new ArrayDeque<ParameterFrame>();
  private final WordReader words;

  private ParameterFrame frame = new ParameterFrame(Kind.GROUP, pending);
  private int count;

  /** What stood before the token in hand. */
  private TokenKind last = TokenKind.SEMICOLON;

  private String lastWord = "";
  private int lastEnd;
  private char lastSign;

  /** A statement begins here, or a subquery may. */
  private boolean begins = true;

  /** After a JSON arrow: the key that follows is part of the name. */
  private boolean arrow;

  /** After AS in a call, after {@code ::}: types follow, and no columns. */
  private boolean type;

  /** After TOP: a parameter that follows is the number of rows. */
  private boolean top;

  ParameterReader(String text, SqlLexer lexer) {
    this.text = text;
    this.lexer = lexer;
    words = new WordReader(this);
  }

  /** The columns of all parameters. */
  String[] read() {
    TokenKind kind = lexer.next();
    while (kind != TokenKind.END && kind != TokenKind.BROKEN && around.size() < MAX_DEPTH) {
      token(kind);
      last = kind;
      lastEnd = lexer.end();
      if (kind != TokenKind.WORD) {
        lastWord = "";
      }
      kind = lexer.next();
    }
    end();
    while (!around.isEmpty()) {
      close();
      end();
    }
    return pending.columns();
  }

  private void token(TokenKind kind) {
    boolean first = begins;
    begins = false;
    switch (kind) {
      case WORD:
        String word =
            text.substring(lexer.start(), Math.min(lexer.end(), lexer.start() + MAX_NAME_CHARS));
        begins = words.read(word, frame, first);
        lastWord = word;
        break;
      case QUOTED_NAME:
        name(unquoted());
        break;
      case LITERAL:
        literal();
        break;
      case PARAMETER:
        parameter();
        break;
      case OPEN:
        open();
        begins = true;
        break;
      case CLOSE:
        while (frame.kind == Kind.CASE && !around.isEmpty()) {
          close();
        }
        close();
        break;
      case COMMA:
        comma();
        break;
      case DOT:
        frame.dotted = !frame.expects;
        break;
      case SEMICOLON:
        end();
        while (!around.isEmpty()) {
          close();
          end();
        }
        frame = new ParameterFrame(Kind.GROUP, pending);
        begins = true;
        break;
      default:
        operator(lexer.charAt(lexer.start()));
        break;
    }
  }

  private void literal() {
    if (arrow && frame.column != null) {
      String key = unquoted();
      if (isPlain(key) && frame.column.length() < MAX_NAME_CHARS) {
        frame.column = frame.column + '.' + key;
      }
    }
    arrow = false;
    frame.expects = false;
    frame.dotted = false;
  }

  private void parameter() {
    arrow = false;
    frame.dotted = false;
    int number = -1;
    int digits = lexer.start() + 1;
    if (lexer.charAt(lexer.start()) == '?') {
      if (digits == lexer.end()) {
        number = count++;
      } else {
        for (int i = digits; i < lexer.end() && number < MAX_NUMBER; i++) {
          number = Math.max(number, 0) * 10 + (lexer.charAt(i) - '0');
        }
        number--;
      }
    }
    frame.owns = false;
    frame.expects = false;
    if (number < 0 || number >= MAX_NUMBER) {
      return;
    }
    pending.add(number, frame.outerPlace >= 0 ? frame.outerPlace : frame.place);
    if (top) {
      top = false;
      pending.are(pending.mark() - 1, "top");
      frame.expects = true;
    }
  }

  /** What may be the name of a column, if no type or key stands here. */
  void name(String name) {
    top = false;
    if (type) {
      if (frame.kind != Kind.CALL) {
        type = false;
        frame.expects = false;
      }
      return;
    }
    arrow = false;
    if (frame.kind == Kind.NAMES) {
      frame.keepName(name);
    }
    frame.name(name);
  }

  /** What stands after it in these brackets is a type. */
  void typeFollows() {
    type = true;
  }

  private void operator(char sign) {
    boolean adjacent = last == TokenKind.OPERATOR && lastEnd == lexer.start();
    if (sign == '>'
        && adjacent
        && (lastSign == '-' || lastSign == '#' || lastSign == '>' && arrow)) {
      arrow = true;
    } else if (sign == ':' && lexer.charAt(lexer.start() + 1) == ':') {
      type = frame.kind != Kind.CALL;
    } else if ("=<>~!@?".indexOf(sign) >= 0) {
      compare();
    } else if (sign == '{' || sign == '}') {
      begins = true;
    } else {
      frame.expects = true;
    }
    frame.dotted = false;
    lastSign = sign;
  }

  /** The operand on the left has ended, one on the right begins. */
  void compare() {
    if (frame.compared && frame.expects) {
      return;
    }
    type = false;
    arrow = false;
    if (frame.compared) {
      String middle = frame.column;
      frame.resolve();
      frame.column = middle;
    }
    frame.compare();
  }

  /** Likewise, with a name on the left that is none of a column: LIMIT. */
  void compareWith(String name) {
    end();
    frame.column = name;
    frame.compare();
  }

  /** What follows is called and has no columns but those that are named. */
  void nothing() {
    end();
    frame.clause = Clause.TABLES;
  }

  /** A number of rows may follow. */
  void top() {
    top = true;
  }

  /** {@code ? IS NULL} says nothing of the column. */
  void test() {
    compare();
    frame.tested = true;
  }

  /** A clause or an AND-ed condition ends. */
  void end() {
    frame.end();
    type = false;
    arrow = false;
  }

  /** An OR-ed condition ends. */
  void or() {
    frame.resolve();
  }

  private void comma() {
    type = false;
    arrow = false;
    if (frame.kind == Kind.CALL || frame.kind == Kind.ROW || frame.kind == Kind.NAMES) {
      frame.argumentEnds();
    } else if (frame.kind == Kind.CASE) {
      frame.expects = true;
      return;
    } else if (frame.clause == Clause.ITEMS || frame.clause == Clause.ASSIGNMENTS) {
      end();
    } else if (frame.compared && frame.left != null && isCount(frame.left)) {
      frame.expects = true;
    } else {
      frame.argumentEnds();
    }
    if (frame.clause == Clause.WITH) {
      frame.target = null;
    }
    frame.place++;
  }

  private static boolean isCount(String name) {
    return name.equals(WordReader.LIMIT) || name.equals(WordReader.OFFSET);
  }

  private void open() {
    arrow = false;
    ParameterFrame outer = frame;
    ParameterFrame inner = new ParameterFrame(kindOfBrackets(), pending);
    if (inner.kind == Kind.CALL) {
      inner.callee = lastWord;
      outer.column = outer.owns ? null : outer.column;
      outer.expects = true;
      inner.outerPlace = outer.outerPlace >= 0 ? outer.outerPlace : outer.place;
    } else if (inner.kind == Kind.ROW
        || outer.clause == Clause.WITH
        || outer.clause == Clause.TARGET) {
      inner.target = outer.target;
    }
    outer.dotted = false;
    around.push(outer);
    frame = inner;
  }

  private Kind kindOfBrackets() {
    if (frame.clause == Clause.ROWS) {
      return Kind.ROW;
    }
    boolean afterName =
        last == TokenKind.QUOTED_NAME || last == TokenKind.WORD && !words.wasStructure();
    if (frame.clause == Clause.TARGET) {
      return words.wasListIgnored() ? Kind.GROUP : Kind.NAMES;
    }
    if (frame.clause == Clause.WITH || frame.clause == Clause.TABLES) {
      return afterName ? Kind.NAMES : Kind.GROUP;
    }
    return afterName ? Kind.CALL : Kind.GROUP;
  }

  private void close() {
    if (around.isEmpty()) {
      return;
    }
    ParameterFrame inner = frame;
    type = false;
    boolean list = inner.clause == Clause.EXPRESSION || inner.clause == Clause.ROWS;
    if (inner.clause == Clause.ITEMS && inner.first == null) {
      inner.first = inner.column;
    }
    if (list && !inner.query && !inner.compared) {
      frame.argumentEnds();
    } else {
      end();
    }
    frame = around.pop();
    if (inner.kind == Kind.CASE) {
      caseEnds(inner);
    } else if (inner.kind == Kind.NAMES) {
      namesEnd(inner);
    } else if (inner.kind == Kind.ROW) {
      frame.expects = false;
    } else {
      groupEnds(inner);
    }
  }

  private void caseEnds(ParameterFrame inner) {
    if (frame.column == null) {
      frame.column = inner.first;
    }
    frame.expects = false;
  }

  private void namesEnd(ParameterFrame inner) {
    if (frame.clause == Clause.TARGET || frame.clause == Clause.WITH) {
      frame.target = inner.names;
    } else if (inner.names != null && pending.mark() > frame.leftMark) {
      pending.are(frame.leftMark, inner.names, null);
    }
    frame.expects = false;
  }

  private void groupEnds(ParameterFrame inner) {
    if (inner.kind == Kind.GROUP
        && inner.names != null
        && inner.names.size() > 1
        && frame.expects) {
      frame.row = inner.names;
    }
    String name = inner.first;
    if (name == null && inner.kind == Kind.CALL && last == TokenKind.OPERATOR && lastSign == '+') {
      // Oracle's outer join: id (+) = ?
      name = inner.callee;
    }
    if (frame.column == null) {
      frame.column = name;
    }
    frame.expects = false;
  }

  /** Begins CASE. */
  void openCase() {
    around.push(frame);
    ParameterFrame inner = new ParameterFrame(Kind.CASE, pending);
    inner.outerPlace = frame.outerPlace >= 0 ? frame.outerPlace : frame.place;
    frame = inner;
  }

  /** Begins a condition of CASE. */
  void when() {
    if (frame.part == Part.SUBJECT) {
      frame.subject = frame.column;
    }
    partEnds(Part.CONDITION);
    if (frame.subject != null) {
      frame.column = frame.subject;
      frame.compare();
    }
  }

  /** Ends a part of CASE; what waits in a value has the column that the whole has. */
  void partEnds(Part next) {
    if (frame.part == Part.CONDITION) {
      end();
    } else {
      if (frame.part == Part.VALUE && frame.first == null) {
        frame.first = frame.column;
      }
      frame.clear();
    }
    frame.part = next;
  }

  /** Ends CASE. */
  void endCase() {
    partEnds(Part.VALUE);
    ParameterFrame inner = frame;
    frame = around.pop();
    caseEnds(inner);
  }

  /**
   * Whether the next character but blanks is a bracket, so that a word is the name of a function.
   */
  boolean isCalled() {
    int i = lexer.end();
    while (Characters.isBlank(lexer.charAt(i)) && lexer.charAt(i) != 0 && i < lexer.end() + 16) {
      i++;
    }
    return lexer.charAt(i) == '(';
  }

  boolean afterDot() {
    return last == TokenKind.DOT;
  }

  boolean wasWord(String word) {
    return lastWord.equalsIgnoreCase(word);
  }

  Keyword keyword() {
    return lexer.keyword();
  }

  private String unquoted() {
    int from = lexer.start();
    int to = lexer.end();
    while (from < to && "'\"`[".indexOf(text.charAt(from)) < 0) {
      from++;
    }
    if (from == to) {
      return text.substring(lexer.start(), Math.min(to, lexer.start() + MAX_NAME_CHARS));
    }
    char quote = Quotes.closing(text.charAt(from));
    StringBuilder name = new StringBuilder(Math.min(to - from, MAX_NAME_CHARS));
    for (int i = from + 1; i < to - 1 && name.length() < MAX_NAME_CHARS; i++) {
      name.append(text.charAt(i));
      if (text.charAt(i) == quote) {
        i++;
      }
    }
    return name.toString();
  }

  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (!Characters.isNamePart(key.charAt(i)) && key.charAt(i) != '-') {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
