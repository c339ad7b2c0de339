package com.acme.shop.report;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class ReportService {

  private final RevenueRepository revenue;

  ReportService(RevenueRepository revenue) {
    this.revenue = revenue;
  }

  /** What the campaigns brought: a campaign counts for the lines that name its keyword. */
  @Transactional(readOnly = true)
  public List<CampaignRevenueDto> revenueByCampaign() {
    return revenue.byCampaign();
  }
}
