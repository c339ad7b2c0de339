package com.acme.shop.report;

import java.math.BigDecimal;

record CampaignRevenueDto(String campaign, long orders, BigDecimal revenue) {}
