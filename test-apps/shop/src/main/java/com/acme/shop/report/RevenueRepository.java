package com.acme.shop.report;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RevenueRepository {

  private static final String BY_CAMPAIGN =
      """
      select c.name as campaign, count(distinct l.order_id) as orders,
             sum(l.quantity * l.unit_price) as revenue
      from campaigns c
      join order_lines l on position(lower(c.keyword) in lower(l.description)) > 0
      group by c.name
      order by revenue desc, c.name
      """;

  private final JdbcClient jdbc;

  RevenueRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<CampaignRevenueDto> byCampaign() {
    return jdbc.sql(BY_CAMPAIGN).query(CampaignRevenueDto.class).list();
  }
}
