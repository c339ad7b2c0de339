package com.acme.shop.report;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** With a template of its own, whose statements give up early: somebody waits for the answer. */
@Repository
class PairRepository {

  private static final int GIVE_UP_SECONDS = 1;

  private static final String SIMILAR =
      """
      select a.description as part, b.description as whole, count(*) as times
      from order_lines a
      join order_lines b on position(lower(a.description) in lower(b.description)) > 0
      where a.description <> ?
      group by a.description, b.description
      order by times desc
      """;

  private final JdbcTemplate shared;
  private final JdbcTemplate jdbc;

  PairRepository(JdbcTemplate shared) {
    this.shared = shared;
    jdbc = new JdbcTemplate(shared.getDataSource());
    jdbc.setQueryTimeout(GIVE_UP_SECONDS);
  }

  List<PairDto> similarTo(String description) {
    try {
      return jdbc.query(SIMILAR, new DataClassRowMapper<>(PairDto.class), description);
    } finally {
      shared.execute(PairRepository::withoutTimeout);
    }
  }

  /** On H2 the timeout of a statement is one of its connection, and stays. */
  private static Void withoutTimeout(Statement statement) throws SQLException {
    statement.setQueryTimeout(0);
    return null;
  }
}
