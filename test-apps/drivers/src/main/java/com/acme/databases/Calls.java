package com.acme.databases;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** Stored procedures and functions. */
final class Calls {
  private Calls() {}

  static void calls(Connection connection, Journal journal) throws SQLException {
    boolean mariaDb = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
    String table = journal.table();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          mariaDb
              ? "create or replace function twice(n int) returns int deterministic return n * 2"
              : "create or replace function twice(n int) returns int language sql as 'select n * 2'");
      System.out.println("CREATE");
      statement.execute(
          "create or replace procedure enter(name varchar(40)) "
              + (mariaDb ? "" : "language sql as $$ ")
              + ("insert into " + table + " (isbn) values (name)")
              + (mariaDb ? "" : " $$"));
      System.out.println("CREATE");
    }
    try (CallableStatement call = connection.prepareCall("{? = call twice(?)}")) {
      for (int i = 1; i <= 3; i++) {
        call.registerOutParameter(1, Types.INTEGER);
        call.setInt(2, i);
        call.execute();
        System.out.println("result " + call.getInt(1));
        System.out.println("CALL");
      }
    }
    try (CallableStatement call = connection.prepareCall("call enter(?)")) {
      for (int i = 0; i < 3; i++) {
        call.setString(1, "hush-" + i);
        call.execute();
        System.out.println("CALL");
      }
      call.setString(1, "hush-2");
      call.execute();
    } catch (SQLException e) {
      System.out.println("CALL failed=" + e.getSQLState());
    }
    try (Statement statement = connection.createStatement()) {
      Basics.readAll(journal, statement.executeQuery("select twice(id) from " + table));
    }
    if (mariaDb) {
      results(connection, journal);
    }
  }

  /** A procedure of MariaDB may have results. */
  private static void results(Connection connection, Journal journal) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace procedure list_all() select id, isbn from " + journal.table());
      System.out.println("CREATE");
    }
    try (CallableStatement call = connection.prepareCall("{call list_all()}")) {
      int rows = 0;
      java.sql.ResultSet all = call.executeQuery();
      while (all.next()) {
        rows++;
      }
      System.out.println("CALL rows=" + rows);
    }
  }
}
