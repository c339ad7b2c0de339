package com.acme.callers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring has around JDBC. */
final class Templates {
  private static final String NAME = "SELECT name FROM authors WHERE id = ?";

  private final DataSource source;
  private final JdbcTemplate template;
  private final TransactionTemplate transactions;

  Templates(DataSource source, TransactionTemplate transactions) {
    this.source = source;
    this.transactions = transactions;
    template = new JdbcTemplate(source);
  }

  String run() {
    return template() + client() + named() + nested() + streamed() + callback() + insert();
  }

  private String template() {
    String name = template.queryForObject(NAME, String.class, 1); // caller: template-query
    int changed =
        template.update( // caller: template-update
            "UPDATE books SET title = ? WHERE id = ?", "New", 1);
    template.execute("DELETE FROM books WHERE id = -1"); // caller: template-execute
    int[] batch =
        template.batchUpdate( // caller: template-batch
            "UPDATE books SET title = ? WHERE id = ?",
            List.of(new Object[] {"A", 1}, new Object[] {"B", 2}));
    return name + changed + batch.length;
  }

  private String client() {
    JdbcClient client = JdbcClient.create(source);
    List<String> names =
        client
            .sql("SELECT name FROM authors WHERE id < :id")
            .param("id", 3)
            .query(String.class)
            .list(); // caller: client-query
    int changed =
        client
            .sql("UPDATE books SET title = ? WHERE id = ?")
            .param("Newer")
            .param(1)
            .update(); // caller: client-update
    return names + " " + changed;
  }

  private String named() {
    return new NamedParameterJdbcTemplate(source)
        .query( // caller: named-query
            "SELECT id, name FROM authors WHERE id IN (:ids)",
            Map.of("ids", List.of(1, 2)),
            Templates::row)
        .toString();
  }

  private static String row(ResultSet row, int number) throws SQLException {
    return number + row.getString("name");
  }

  /** For each row another query, in the mapper. */
  private List<String> nested() {
    return template.query( // caller: template-outer
        "SELECT title, author_id FROM books WHERE id < 3 ORDER BY id",
        (row, number) -> {
          int author = row.getInt("author_id");
          return template.queryForObject(NAME, String.class, author); // caller: template-inner
        });
  }

  private long streamed() {
    try (Stream<String> names =
        template.queryForStream( // caller: template-stream
            "SELECT name FROM authors", Templates::row)) {
      return names.count();
    }
  }

  private int callback() {
    ConnectionCallback<Integer> delete =
        connection -> {
          try (Statement statement = connection.createStatement()) {
            String sql = "DELETE FROM books WHERE id < 0";
            return statement.executeUpdate(sql); // caller: template-callback
          }
        };
    return transactions.execute(status -> template.execute(delete));
  }

  private int insert() {
    return new SimpleJdbcInsert(source)
        .withTableName("books")
        .usingColumns("title", "author_id")
        .execute(Map.of("title", "Simple", "author_id", 2)); // caller: simple-insert
  }
}
