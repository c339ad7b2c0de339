package com.acme.callers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** jOOQ. */
final class Dsl {
  private static final Table<Record> BOOKS = table("books");
  private static final Field<Integer> ID = field("id", Integer.class);
  private static final Field<String> TITLE = field("title", String.class);
  private static final Field<Integer> AUTHOR = field("author_id", Integer.class);

  private final DSLContext dsl;

  Dsl(DataSource source) {
    dsl = DSL.using(source, SQLDialect.H2);
  }

  String run() {
    return fetched() + " " + written() + " " + row() + " " + batched();
  }

  private String fetched() {
    List<String> titles =
        dsl.select(TITLE).from(BOOKS).where(ID.lt(3)).fetch(TITLE); // caller: dsl-fetch
    int read = 0;
    for (Record1<String> each : dsl.select(TITLE).from(BOOKS).where(ID.lt(3))) { // caller: dsl-loop
      read += each.value1().length();
    }
    try (Stream<Record1<String>> stream =
        dsl.select(TITLE).from(BOOKS).where(ID.lt(3)).fetchStream()) {
      read += (int) stream.count(); // caller: dsl-stream
    }
    try (Cursor<Record1<String>> cursor =
        dsl.select(TITLE).from(BOOKS).where(ID.lt(3)).fetchLazy()) { // caller: dsl-lazy
      while (cursor.hasNext()) {
        read += cursor.fetchNext().value1().length();
      }
    }
    read += dsl.fetchCount(BOOKS); // caller: dsl-count
    return titles.size() + (read > 0 ? " read" : "");
  }

  private int written() {
    return dsl.insertInto(BOOKS)
        .columns(TITLE, AUTHOR)
        .values("By jOOQ", 1)
        .execute(); // caller: dsl-insert
  }

  private String row() {
    return dsl.transactionResult(
        configuration -> {
          DSLContext inside = configuration.dsl();
          inside.update(BOOKS).set(TITLE, "Set").where(ID.eq(1)).execute(); // caller: dsl-update
          return inside
              .fetchOne("SELECT title FROM books WHERE id = ?", 1) // caller: dsl-text
              .get(0, String.class);
        });
  }

  private int batched() {
    return dsl.batch(dsl.update(BOOKS).set(TITLE, (String) null).where(ID.eq((Integer) null)))
        .bind("One", 1)
        .bind("Two", 2)
        .execute() // caller: dsl-batch
        .length;
  }
}
