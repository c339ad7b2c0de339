package com.acme.shop.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Writes the customers of a city for the newsletter, older than the rest of the shop. */
@Component
class CustomerExport {

  private static final String BY_CITY =
      "select id, name, email from customers where city = ? order by id";

  private final DataSource dataSource;

  CustomerExport(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  String csv(String city) throws SQLException {
    StringBuilder csv = new StringBuilder("id,name,email\n");
    Connection connection = dataSource.getConnection();
    try (PreparedStatement select = connection.prepareStatement(BY_CITY)) {
      select.setString(1, city);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          csv.append(rows.getLong(1)).append(',');
          csv.append(rows.getString(2)).append(',');
          csv.append(rows.getString(3)).append('\n');
        }
      }
    }
    return csv.toString();
  }
}
