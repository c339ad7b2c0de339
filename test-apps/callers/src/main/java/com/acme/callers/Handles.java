package com.acme.callers;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** JDBI. */
final class Handles {
  private final Jdbi jdbi;

  Handles(DataSource source) {
    jdbi = Jdbi.create(source).installPlugin(new SqlObjectPlugin());
  }

  String run() {
    List<String> names =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT name FROM authors WHERE id < :id")
                    .bind("id", 3)
                    .mapTo(String.class)
                    .list()); // caller: handle-query
    String update = "UPDATE books SET title = ? WHERE id = ?";
    int changed =
        jdbi.inTransaction(handle -> handle.execute(update, "J", 1)); // caller: handle-update
    Titles titles = jdbi.onDemand(Titles.class);
    titles.rename(1, "K"); // caller: object-update
    return names.size() + " " + changed + titles.titleOf(1); // caller: object-query
  }

  /** JDBI implements it. */
  public interface Titles {
    @SqlQuery("SELECT title FROM books WHERE id = :id")
    String titleOf(int id);

    @SqlUpdate("UPDATE books SET title = :title WHERE id = :id")
    void rename(int id, String title);
  }
}
