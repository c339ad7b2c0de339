package com.acme.shop.report;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class ReportService {

  private final RevenueRepository revenue;
  private final PairRepository pairs;

  ReportService(RevenueRepository revenue, PairRepository pairs) {
    this.revenue = revenue;
    this.pairs = pairs;
  }

  /** What the campaigns brought: a campaign counts for the lines that name its keyword. */
  @Transactional(readOnly = true)
  public List<CampaignRevenueDto> revenueByCampaign() {
    return revenue.byCampaign();
  }

  /** Which descriptions contain which others, so that they can be told apart. */
  @Transactional(readOnly = true)
  public List<PairDto> similarDescriptions(String except) {
    return pairs.similarTo(except);
  }
}
