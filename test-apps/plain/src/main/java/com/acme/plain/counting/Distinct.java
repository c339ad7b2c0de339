package com.acme.plain.counting;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@code Distinct <count>}: executes so many statements of which no two are alike, as an
 * application does that writes names into its SQL.
 */
public final class Distinct {
  private static final int LETTERS = 26;

  private Distinct() {}

  public static void main(String... arguments) throws Exception {
    Class.forName("com.acme.plain.counting.CountingDriver");
    int count = Integer.parseInt(arguments[0]);
    String url = Statements.URL + "?user=" + Statements.USER + "&password=" + Statements.PASSWORD;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < count; i++) {
        execute(statement, i);
      }
    }
    System.out.println(count + " statements");
  }

  private static void execute(Statement statement, int number) throws SQLException {
    StringBuilder sql = new StringBuilder("UPDATE orders_");
    for (int left = number; left > 0; left /= LETTERS) {
      sql.append((char) ('a' + left % LETTERS));
    }
    statement.executeUpdate(sql.append("x SET state = 'open' /* affected=1 */").toString());
  }
}
