package io.weftline.agent.sql;

/** What is expected at a place of a statement, as far as names are concerned. */
enum Place {
  OTHER,
  /** The name of a table comes next. */
  TABLE_NEXT,
  /** The name of a table comes next, and no other after it. */
  ONE_TABLE_NEXT,
  /** After a table of a list: a comma brings another one. */
  AFTER_TABLE,
  /** CREATE, ALTER, DROP: what it is about comes next. */
  OBJECT_NEXT,
  /** A name that is no table comes next. */
  NAME_NEXT,
  /** WITH: the name of a common table expression comes next. */
  COMMON_TABLE_NEXT,
  /** After a common table expression: another one or the statement itself. */
  AFTER_COMMON_TABLE,
  /** Nothing more is to be found in this statement. */
  DONE;

  /** Whether a name may begin here. */
  boolean expectsName() {
    return this == TABLE_NEXT
        || this == ONE_TABLE_NEXT
        || this == NAME_NEXT
        || this == COMMON_TABLE_NEXT;
  }
}
