package io.weftline.agent.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The summary while it is made: verbs and names in the order in which they come, each name once a
 * verb, cut between two of them.
 *
 * <p>One analysis, one thread.
 */
final class Summary {
  static final int MAX_CHARS = 255;
  private static final String NO_VERB = "statement";

  private final StringBuilder text = new StringBuilder(64);
  private final List<String> ofThisVerb = new ArrayList<>();
  private boolean full;
  private String operation;
  private Keyword object;
  private boolean unknown;
  private boolean writes;
  private String table;
  private boolean manyTables;

  /** A statement begins with a word that is no verb. */
  void noVerb() {
    if (operation == null) {
      unknown = true;
    }
  }

  /**
   * @param main whether it is the statement's own, rather than of a common table expression
   */
  void verb(Keyword verb, boolean main) {
    if (main && operation == null && !unknown) {
      operation = verb.name();
    }
    if (verb != Keyword.SELECT) {
      writes = true;
    }
    object = null;
    ofThisVerb.clear();
    add(verb.name());
  }

  /** What is created, altered or dropped. */
  void object(Keyword kind) {
    object = kind;
    add(kind.name());
  }

  /** What is created, altered or dropped by the verb in hand, or null. */
  Keyword lastObject() {
    return object;
  }

  /** Something that is named but no table. */
  void target(StringBuilder name) {
    add(name.toString());
  }

  void table(StringBuilder name) {
    for (int i = 0; i < ofThisVerb.size(); i++) {
      if (sameName(ofThisVerb.get(i), name)) {
        return;
      }
    }
    if (table == null) {
      table = name.toString();
    } else if (!sameName(table, name)) {
      manyTables = true;
    }
    if (!full) {
      String shown = name.toString();
      ofThisVerb.add(shown);
      add(shown);
    }
  }

  /** Something is written even though the verb does not say so. */
  void writes() {
    writes = true;
  }

  String text() {
    return operation == null || text.length() == 0 ? NO_VERB : text.toString();
  }

  String operation() {
    return operation;
  }

  boolean isRead() {
    return Keyword.SELECT.name().equals(operation) && !writes;
  }

  /** The only table without its quotes, or null. */
  String collection() {
    if (operation == null || manyTables || table == null || table.length() > MAX_CHARS) {
      return null;
    }
    StringBuilder plain = new StringBuilder(table.length());
    for (int i = 0; i < table.length(); i++) {
      char c = table.charAt(i);
      if (c != '"' && c != '`' && c != '[' && c != ']') {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Whether two names are the same but for the case of ASCII letters. */
  static boolean sameName(CharSequence one, CharSequence other) {
    if (one.length() != other.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (Characters.lower(one.charAt(i)) != Characters.lower(other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void add(String part) {
    if (full) {
      return;
    }
    if (text.length() + part.length() + 1 > MAX_CHARS) {
      full = true;
      return;
    }
    if (text.length() > 0) {
      text.append(' ');
    }
    text.append(part);
  }
}
