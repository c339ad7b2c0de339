package com.acme.shop.report;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reports")
class ReportController {

  private final ReportService reports;

  ReportController(ReportService reports) {
    this.reports = reports;
  }

  @GetMapping("/revenue")
  List<CampaignRevenueDto> revenue() {
    return reports.revenueByCampaign();
  }

  @GetMapping("/similar")
  List<PairDto> similar(@RequestParam(defaultValue = "") String except) {
    return reports.similarDescriptions(except);
  }
}
