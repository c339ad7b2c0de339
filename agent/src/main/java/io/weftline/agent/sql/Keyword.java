package io.weftline.agent.sql;

/**
 * The words of SQL that change how the rest is read. Looked up without allocating and without
 * regard to the locale: only ASCII letters are folded.
 *
 * <p>The fingerprint does not depend on this list, so that words may be added in any release.
 *
 * <p>Immutable.
 */
enum Keyword {
  // Verbs: what a statement or a part of it does.
  ALTER(Keyword.VERB),
  ANALYZE(Keyword.VERB),
  ATTACH(Keyword.VERB),
  BACKUP(Keyword.VERB),
  BEGIN(Keyword.VERB),
  CALL(Keyword.VERB),
  CHANGE(Keyword.VERB),
  CHECK(Keyword.VERB),
  CHECKPOINT(Keyword.VERB),
  CLOSE(Keyword.VERB),
  CLUSTER(Keyword.VERB),
  COMMENT(Keyword.VERB),
  COMMIT(Keyword.VERB),
  CONNECT(Keyword.VERB),
  COPY(Keyword.VERB),
  CREATE(Keyword.VERB),
  DBCC(Keyword.VERB),
  DEALLOCATE(Keyword.VERB),
  DECLARE(Keyword.VERB),
  DELETE(Keyword.VERB),
  DENY(Keyword.VERB),
  DESC(Keyword.VERB),
  DESCRIBE(Keyword.VERB),
  DETACH(Keyword.VERB),
  DISCARD(Keyword.VERB),
  DO(Keyword.VERB),
  DROP(Keyword.VERB),
  EXEC(Keyword.VERB),
  EXECUTE(Keyword.VERB),
  EXPLAIN(Keyword.VERB),
  EXPORT(Keyword.VERB),
  FETCH(Keyword.VERB),
  FLUSH(Keyword.VERB),
  GRANT(Keyword.VERB),
  IMPORT(Keyword.VERB),
  INSERT(Keyword.VERB),
  KILL(Keyword.VERB),
  LISTEN(Keyword.VERB),
  LOAD(Keyword.VERB),
  LOCK(Keyword.VERB),
  MERGE(Keyword.VERB),
  NOTIFY(Keyword.VERB),
  OPEN(Keyword.VERB),
  OPTIMIZE(Keyword.VERB),
  PRAGMA(Keyword.VERB),
  PREPARE(Keyword.VERB),
  PURGE(Keyword.VERB),
  REFRESH(Keyword.VERB),
  REINDEX(Keyword.VERB),
  RELEASE(Keyword.VERB),
  RENAME(Keyword.VERB),
  REPAIR(Keyword.VERB),
  REPLACE(Keyword.VERB),
  RESET(Keyword.VERB),
  RESTORE(Keyword.VERB),
  REVOKE(Keyword.VERB),
  ROLLBACK(Keyword.VERB),
  RUNSCRIPT(Keyword.VERB),
  SAVEPOINT(Keyword.VERB),
  SCRIPT(Keyword.VERB),
  SELECT(Keyword.VERB | Keyword.BEFORE_VALUE),
  SET(Keyword.VERB | Keyword.BEFORE_VALUE | Keyword.ENDS_TABLES),
  SHOW(Keyword.VERB),
  SHUTDOWN(Keyword.VERB),
  START(Keyword.VERB | Keyword.ENDS_TABLES),
  TRUNCATE(Keyword.VERB),
  UNLOAD(Keyword.VERB),
  UNLOCK(Keyword.VERB),
  UPDATE(Keyword.VERB),
  UPSERT(Keyword.VERB),
  USE(Keyword.VERB),
  VACUUM(Keyword.VERB),
  VALUES(Keyword.VERB | Keyword.BEFORE_VALUE | Keyword.ENDS_TABLES),
  WITH(Keyword.VERB),

  // What CREATE, ALTER and DROP are about.
  ALIAS(Keyword.OBJECT),
  DATABASE(Keyword.OBJECT),
  DOMAIN(Keyword.OBJECT),
  EXTENSION(Keyword.OBJECT),
  FUNCTION(Keyword.OBJECT | Keyword.ROUTINE),
  INDEX(Keyword.OBJECT),
  LOGIN(Keyword.OBJECT | Keyword.ACCOUNT),
  PACKAGE(Keyword.OBJECT | Keyword.ROUTINE),
  PROC(Keyword.OBJECT | Keyword.ROUTINE),
  PROCEDURE(Keyword.OBJECT | Keyword.ROUTINE),
  ROLE(Keyword.OBJECT | Keyword.ACCOUNT),
  SCHEMA(Keyword.OBJECT),
  SEQUENCE(Keyword.OBJECT),
  SERVER(Keyword.OBJECT | Keyword.ACCOUNT),
  SYNONYM(Keyword.OBJECT),
  TABLE(Keyword.OBJECT | Keyword.NAME_NEXT | Keyword.BEFORE_NAME),
  TABLESPACE(Keyword.OBJECT),
  TRIGGER(Keyword.OBJECT | Keyword.ROUTINE),
  TYPE(Keyword.OBJECT),
  USER(Keyword.OBJECT | Keyword.ACCOUNT),
  VIEW(Keyword.OBJECT | Keyword.NAME_NEXT),

  // What may stand between a verb and the name of its table.
  ALL(Keyword.BEFORE_NAME),
  CONCURRENTLY(Keyword.BEFORE_NAME),
  DELAYED(Keyword.BEFORE_NAME),
  EXISTS(Keyword.BEFORE_NAME),
  HIGH_PRIORITY(Keyword.BEFORE_NAME),
  IF(Keyword.BEFORE_NAME),
  IGNORE(Keyword.BEFORE_NAME),
  INTO(Keyword.BEFORE_NAME | Keyword.NAME_NEXT),
  LATERAL(Keyword.BEFORE_NAME),
  LOW_PRIORITY(Keyword.BEFORE_NAME),
  NOT(Keyword.BEFORE_NAME | Keyword.BEFORE_VALUE),
  ONLY(Keyword.BEFORE_NAME),
  OR(Keyword.BEFORE_NAME | Keyword.BEFORE_VALUE),
  OVERWRITE(Keyword.BEFORE_NAME),
  QUICK(Keyword.BEFORE_NAME),
  TABLES(Keyword.BEFORE_NAME),

  // Clauses.
  APPLY(Keyword.NAME_NEXT),
  EXCEPT(Keyword.ENDS_TABLES),
  FOR(Keyword.ENDS_TABLES),
  FROM(Keyword.NAME_NEXT),
  GROUP(Keyword.ENDS_TABLES),
  HAVING(Keyword.ENDS_TABLES),
  INTERSECT(Keyword.ENDS_TABLES),
  JOIN(Keyword.NAME_NEXT),
  LIMIT(Keyword.ENDS_TABLES | Keyword.BEFORE_VALUE),
  MINUS(Keyword.ENDS_TABLES),
  OFFSET(Keyword.ENDS_TABLES | Keyword.BEFORE_VALUE),
  ON(Keyword.BEFORE_VALUE),
  OPTION(Keyword.ENDS_TABLES),
  ORDER(Keyword.ENDS_TABLES),
  QUALIFY(Keyword.ENDS_TABLES),
  RETURNING(Keyword.ENDS_TABLES),
  STRAIGHT_JOIN(Keyword.NAME_NEXT),
  UNION(Keyword.ENDS_TABLES),
  USING(0),
  WHEN(Keyword.ENDS_TABLES | Keyword.BEFORE_VALUE),
  WHERE(Keyword.ENDS_TABLES | Keyword.BEFORE_VALUE),
  WINDOW(Keyword.ENDS_TABLES),

  // After these stands a value or an expression, never a number's left neighbour.
  AND(Keyword.BEFORE_VALUE),
  BETWEEN(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  BY(Keyword.BEFORE_VALUE),
  CASE(Keyword.BEFORE_VALUE),
  DEFAULT(Keyword.BEFORE_VALUE),
  ELSE(Keyword.BEFORE_VALUE),
  ESCAPE(0),
  GLOB(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  ILIKE(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  IN(Keyword.BEFORE_VALUE),
  INTERVAL(Keyword.BEFORE_VALUE),
  LIKE(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  REGEXP(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  RETURN(Keyword.BEFORE_VALUE),
  RLIKE(Keyword.BEFORE_VALUE | Keyword.COMPARISON),
  THEN(Keyword.BEFORE_VALUE),
  TO(Keyword.BEFORE_VALUE),
  TOP(Keyword.BEFORE_VALUE),

  // Values that are words.
  FALSE(Keyword.VALUE),
  NULL(Keyword.VALUE),
  TRUE(Keyword.VALUE),

  // What a secret stands after.
  CREDENTIALS(Keyword.SECRET_NEXT),
  IDENTIFIED(0),
  KEY(0),
  PASSPHRASE(Keyword.SECRET_NEXT),
  PASSWD(Keyword.SECRET_NEXT),
  PASSWORD(Keyword.SECRET_NEXT),
  SALT(Keyword.SECRET_NEXT),
  SECRET(Keyword.SECRET_NEXT),
  VIA(0),

  ARRAY(0),
  AS(0),
  DISTINCT(0),
  IMMEDIATE(0),
  OUT(0),
  OUTPUT(0),
  RECURSIVE(0),
  ROW(0);

  private static final int VERB = 1;
  private static final int BEFORE_VALUE = 1 << 1;
  private static final int OBJECT = 1 << 2;
  private static final int ROUTINE = 1 << 3;
  private static final int ACCOUNT = 1 << 4;
  private static final int BEFORE_NAME = 1 << 5;
  private static final int NAME_NEXT = 1 << 6;
  private static final int ENDS_TABLES = 1 << 7;
  private static final int COMPARISON = 1 << 8;
  private static final int VALUE = 1 << 9;
  private static final int SECRET_NEXT = 1 << 10;

  private static final int TABLE_MASK = 1023;
  private static final Keyword[] BY_HASH = new Keyword[TABLE_MASK + 1];
  private static final int MAX_LENGTH = 13;

  static {
    for (Keyword keyword : values()) {
      String name = keyword.name();
      int slot = hash(name, 0, name.length()) & TABLE_MASK;
      while (BY_HASH[slot] != null) {
        slot = (slot + 1) & TABLE_MASK;
      }
      BY_HASH[slot] = keyword;
    }
  }

  private final int traits;

  Keyword(int traits) {
    this.traits = traits;
  }

  /** The keyword that stands in {@code text} from {@code start} to {@code end}, or null. */
  static Keyword of(String text, int start, int end) {
    if (end - start < 2 || end - start > MAX_LENGTH) {
      return null;
    }
    int slot = hash(text, start, end) & TABLE_MASK;
    for (Keyword keyword; (keyword = BY_HASH[slot]) != null; slot = (slot + 1) & TABLE_MASK) {
      if (keyword.stands(text, start, end)) {
        return keyword;
      }
    }
    return null;
  }

  private boolean stands(String text, int start, int end) {
    String name = name();
    if (name.length() != end - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (Characters.upper(text.charAt(start + i)) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + Characters.upper(text.charAt(i));
    }
    return hash ^ hash >>> 10;
  }

  /** Whether a statement may begin with it. */
  boolean isVerb() {
    return has(VERB);
  }

  /** Whether EXPLAIN takes it. */
  boolean nests() {
    switch (this) {
      case SELECT:
      case INSERT:
      case UPDATE:
      case DELETE:
      case MERGE:
      case REPLACE:
      case WITH:
      case CREATE:
        return true;
      default:
        return false;
    }
  }

  /** Whether a sign after it belongs to the number that follows. */
  boolean standsBeforeValue() {
    return has(BEFORE_VALUE);
  }

  /** Whether it is what CREATE, ALTER or DROP is about. */
  boolean isObject() {
    return has(OBJECT);
  }

  /** Whether the object has a body of statements. */
  boolean isRoutine() {
    return has(ROUTINE);
  }

  /** Whether the object is somebody or something that has a password. */
  boolean isAccount() {
    return has(ACCOUNT);
  }

  /** Whether it is skipped where the name of a table is expected. */
  boolean standsBeforeName() {
    return has(BEFORE_NAME);
  }

  /** Whether what is quoted after it can only be a name. */
  boolean nameFollows() {
    return has(NAME_NEXT) || this == UPDATE;
  }

  /** Whether the list of tables ends with it. */
  boolean endsTables() {
    return has(ENDS_TABLES);
  }

  /** Whether it compares like {@code =}. */
  boolean isComparison() {
    return has(COMPARISON);
  }

  /** Whether it is a literal. */
  boolean isValue() {
    return has(VALUE);
  }

  /** Whether a secret follows it where it is not a column. */
  boolean secretFollows() {
    return has(SECRET_NEXT);
  }

  private boolean has(int trait) {
    return (traits & trait) != 0;
  }
}
