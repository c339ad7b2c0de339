package io.weftline.agent.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the tokens of a statement and notes its verbs and tables. Knows clauses, not grammar: a
 * statement that is understood wrongly gets a poorer summary, never a wrong text.
 *
 * <p>One analysis, one thread.
 */
final class SqlNames {
  private static final int MAX_NAME_CHARS = 255;
  private static final int MAX_COMMON_TABLES = 32;

  private final String source;
  private final Summary summary = new Summary();
  private final List<String> commonTables = new ArrayList<>();
  private final Places places = new Places();

  private Keyword verb;
  private boolean statementStart = true;
  private boolean explained;

  /** Where the statement itself stands that follows WITH. */
  private int mainDepth;

  private final StringBuilder name = new StringBuilder();
  private Place naming;
  private boolean dotted;

  private TokenKind last = TokenKind.SEMICOLON;
  private char lastCharacter;
  private Keyword lastKeyword;

  SqlNames(String source) {
    this.source = source;
  }

  String summary() {
    return summary.text();
  }

  String operation() {
    return summary.operation();
  }

  String collection() {
    return summary.collection();
  }

  boolean isRead() {
    return summary.isRead();
  }

  void token(TokenKind kind, SqlLexer lexer) {
    if (naming != null && continuesName(kind, lexer)) {
      last = kind;
      return;
    }
    if (naming != null) {
      endName(kind == TokenKind.OPEN);
    }
    switch (kind) {
      case OPEN:
        places.open();
        break;
      case CLOSE:
        places.close();
        break;
      case COMMA:
        comma();
        break;
      case SEMICOLON:
        startStatement();
        break;
      case WORD:
        word(lexer);
        break;
      case QUOTED_NAME:
        if (places.here().expectsName()) {
          startName(lexer);
        }
        break;
      case LITERAL:
      case PARAMETER:
        if (places.here() == Place.TABLE_NEXT) {
          places.go(Place.AFTER_TABLE);
        }
        break;
      default:
        break;
    }
    last = kind;
    lastCharacter = lexer.charAt(lexer.start());
    lastKeyword = kind == TokenKind.WORD ? lexer.keyword() : null;
  }

  /** Tells that there are no more tokens. */
  void end() {
    if (naming != null) {
      endName(false);
    }
    if (verb == Keyword.WITH) {
      summary.verb(verb, true);
    }
  }

  private void startStatement() {
    places.reset();
    verb = null;
    statementStart = true;
    explained = false;
  }

  private void comma() {
    if (places.here() == Place.AFTER_TABLE) {
      places.go(Place.TABLE_NEXT);
    } else if (places.here() == Place.AFTER_COMMON_TABLE) {
      places.go(Place.COMMON_TABLE_NEXT);
    }
  }

  private void word(SqlLexer lexer) {
    Keyword keyword = lexer.keyword();
    if (statementStart) {
      start(keyword);
      return;
    }
    Place place = places.here();
    if (place == Place.DONE || last == TokenKind.DOT) {
      return;
    }
    if (place == Place.OBJECT_NEXT) {
      object(keyword);
    } else if (place == Place.COMMON_TABLE_NEXT) {
      if (keyword != Keyword.RECURSIVE) {
        addCommonTable(lexer);
        places.go(Place.AFTER_COMMON_TABLE);
      }
    } else if (keyword == null || !clause(keyword)) {
      if (granting() && keyword != null && keyword.isObject() && keyword != Keyword.TABLE) {
        places.go(Place.DONE);
      } else if (places.here().expectsName() && !skipped(keyword)) {
        startName(lexer);
      }
    }
  }

  /** Whether the word stands where a name is expected and is none. */
  private boolean skipped(Keyword keyword) {
    // {oj a LEFT OUTER JOIN b ..}, INSERT OR REPLACE INTO
    return lastCharacter == '{'
        || lastKeyword == Keyword.OR
        || keyword != null && keyword.standsBeforeName();
  }

  /** The first word of a statement. */
  private void start(Keyword keyword) {
    boolean verbLike = keyword != null && keyword.isVerb() && (!explained || keyword.nests());
    if (!verbLike) {
      if (!explained) {
        statementStart = false;
        summary.noVerb();
      }
      return;
    }
    statementStart = false;
    verb = keyword;
    if (keyword == Keyword.WITH) {
      mainDepth = places.depth();
      places.go(Place.COMMON_TABLE_NEXT);
      return;
    }
    begin(keyword);
    if (keyword == Keyword.EXPLAIN) {
      explained = true;
      statementStart = true;
    } else if (keyword == Keyword.BEGIN) {
      statementStart = true;
    }
  }

  private void begin(Keyword keyword) {
    boolean main =
        verb != Keyword.WITH
            || places.depth() == mainDepth && places.here() == Place.AFTER_COMMON_TABLE;
    if (main && verb == Keyword.WITH) {
      verb = keyword;
    }
    summary.verb(keyword, main);
    places.seeVerb();
    switch (keyword) {
      case INSERT:
      case REPLACE:
      case UPSERT:
      case MERGE:
        places.go(Place.ONE_TABLE_NEXT);
        break;
      case UPDATE:
      case DELETE:
      case TRUNCATE:
      case LOCK:
      case OPTIMIZE:
        places.go(Place.TABLE_NEXT);
        break;
      case COPY:
      case DESCRIBE:
      case DESC:
        places.go(Place.ONE_TABLE_NEXT);
        break;
      case CALL:
      case EXEC:
      case EXECUTE:
        places.go(Place.NAME_NEXT);
        break;
      case CREATE:
      case ALTER:
      case DROP:
        places.go(Place.OBJECT_NEXT);
        break;
      case SELECT:
      case VALUES:
      case BEGIN:
      case EXPLAIN:
      case GRANT:
      case REVOKE:
      case DENY:
        places.go(Place.OTHER);
        break;
      default:
        places.go(Place.DONE);
        break;
    }
  }

  private void object(Keyword keyword) {
    if (keyword == null || !keyword.isObject()) {
      return;
    }
    summary.object(keyword);
    if (keyword == Keyword.TABLE) {
      places.go(verb == Keyword.DROP ? Place.TABLE_NEXT : Place.ONE_TABLE_NEXT);
    } else {
      // Accounts are people: their names are nobody's business here.
      places.go(keyword.isAccount() ? Place.DONE : Place.NAME_NEXT);
    }
  }

  /** Follows a word that begins a clause or a query; returns whether it did. */
  private boolean clause(Keyword keyword) {
    switch (keyword) {
      case SELECT:
        if (granting()) {
          return true;
        }
        begin(keyword);
        return true;
      case INSERT:
      case UPDATE:
      case DELETE:
      case MERGE:
        if (last == TokenKind.OPEN || places.here() == Place.AFTER_COMMON_TABLE) {
          begin(keyword);
          return true;
        }
        return !places.here().expectsName();
      case WITH:
        if (last == TokenKind.OPEN || lastKeyword == Keyword.AS) {
          places.go(Place.COMMON_TABLE_NEXT);
        }
        return true;
      case FROM:
        if (places.verbSeen()
            && lastKeyword != Keyword.DISTINCT
            && verb != Keyword.COPY
            && !granting()) {
          places.go(Place.TABLE_NEXT);
        }
        return true;
      case JOIN:
      case STRAIGHT_JOIN:
      case APPLY:
        if (places.verbSeen() || places.here() == Place.AFTER_TABLE) {
          places.go(Place.TABLE_NEXT);
        }
        return true;
      case INTO:
        if (verb == Keyword.INSERT || verb == Keyword.MERGE || verb == Keyword.REPLACE) {
          places.go(Place.ONE_TABLE_NEXT);
        } else if (places.verbSeen()) {
          summary.writes();
        }
        return true;
      case USING:
        if (places.verbSeen() && (verb == Keyword.MERGE || verb == Keyword.DELETE)) {
          places.go(Place.TABLE_NEXT);
        }
        return true;
      case ON:
        if (granting()) {
          places.go(Place.ONE_TABLE_NEXT);
        }
        return true;
      default:
        if (keyword.endsTables()) {
          if (places.here() != Place.AFTER_COMMON_TABLE) {
            places.go(Place.OTHER);
          }
          return true;
        }
        return false;
    }
  }

  private boolean granting() {
    return verb == Keyword.GRANT || verb == Keyword.REVOKE || verb == Keyword.DENY;
  }

  private void startName(SqlLexer lexer) {
    if (places.here() == Place.COMMON_TABLE_NEXT) {
      addCommonTable(lexer);
      places.go(Place.AFTER_COMMON_TABLE);
      return;
    }
    if (places.here() == Place.NAME_NEXT && lexer.charAt(lexer.start()) == '@') {
      // EXEC @result = procedure
      return;
    }
    naming = places.here();
    dotted = false;
    name.setLength(0);
    append(lexer);
  }

  private boolean continuesName(TokenKind kind, SqlLexer lexer) {
    if (kind == TokenKind.DOT) {
      dotted = true;
      append(lexer);
      return true;
    }
    if (dotted && (kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME)) {
      dotted = false;
      append(lexer);
      return true;
    }
    return false;
  }

  private void endName(boolean bracketFollows) {
    Place was = naming;
    naming = null;
    if (was == Place.NAME_NEXT) {
      summary.target(name);
      boolean routine = summary.lastObject() != null && summary.lastObject().isRoutine();
      places.go(routine || verb == Keyword.CALL ? Place.DONE : Place.OTHER);
      return;
    }
    places.go(was == Place.TABLE_NEXT ? Place.AFTER_TABLE : Place.OTHER);
    boolean function = bracketFollows && was == Place.TABLE_NEXT;
    if (!function && !dotted && !isCommonTable()) {
      summary.table(name);
    }
  }

  private void append(SqlLexer lexer) {
    for (int i = lexer.start(); i < lexer.end() && name.length() <= MAX_NAME_CHARS; i++) {
      char c = lexer.charAt(i);
      name.append(Characters.isBlank(c) ? ' ' : c);
    }
  }

  private void addCommonTable(SqlLexer lexer) {
    if (commonTables.size() < MAX_COMMON_TABLES && lexer.end() - lexer.start() < MAX_NAME_CHARS) {
      commonTables.add(source.substring(lexer.start(), lexer.end()));
    }
  }

  private boolean isCommonTable() {
    for (int i = 0; i < commonTables.size(); i++) {
      if (Summary.sameName(commonTables.get(i), name)) {
        return true;
      }
    }
    return false;
  }
}
