package com.acme.shop.report;

record PairDto(String part, String whole, long times) {}
