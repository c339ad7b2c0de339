package com.acme.shop.load;

import java.util.List;
import java.util.stream.IntStream;

/** Which requests are sent: the same ones every time, the slow and the failing ones far apart. */
final class LoadPlan {

  /** Each slow or failing request comes once in so many, the reservation twice. */
  private static final int ROUND = 60;

  private LoadPlan() {}

  static List<Call> calls(int count) {
    return IntStream.range(0, count).mapToObj(LoadPlan::call).toList();
  }

  private static Call call(int i) {
    return switch (i % ROUND) {
      case 5 -> Call.get("/api/orders/recent", "/api/orders/recent");
      case 8 -> Call.get("/api/reports/revenue", "/api/reports/revenue");
      // Two in a row, so that one waits for the other.
      case 14, 15 -> Call.post("/api/stock/{sku}/reserve", "/api/stock/SKU-00042/reserve", "");
      case 20 -> Call.get("/api/shipping/{orderId}", "/api/shipping/" + (1 + i));
      case 26 -> Call.get("/api/pricing/{productId} (furniture)", "/api/pricing/3");
      case 32 -> Call.post("/api/checkout/{orderId} (no stock)", "/api/checkout/100", "");
      case 38 -> Call.post("/api/customers (e-mail taken)", "/api/customers", takenEmail());
      case 44 -> Call.get("/api/products/{id} (unknown)", "/api/products/999999");
      case 50 -> Call.post("/api/ratings/refresh", "/api/ratings/refresh?category=OFFICE", "");
      case 56 -> Call.post("/api/orders (no lines)", "/api/orders", orderWithoutLines());
      default -> healthy(i);
    };
  }

  private static Call healthy(int i) {
    return switch (i % 7) {
      case 0 -> Call.get("/api/products", "/api/products?q=oak&page=" + i % 4);
      case 1 -> Call.get("/api/products/{id}", "/api/products/" + (1 + i * 37 % 2_000));
      case 2 -> Call.get("/api/orders/{id}", "/api/orders/" + (1 + i * 41 % 5_000));
      case 3 -> Call.get("/api/customers/{id}", "/api/customers/" + (1 + i * 43 % 500));
      case 4 -> Call.post("/api/orders", "/api/orders", order(i));
      // The products 1, 7, 13, ... are not furniture.
      case 5 ->
          Call.get(
              "/api/pricing/{productId}", "/api/pricing/" + (1 + i * 6 % 1_998) + "?quantity=12");
      // An odd order has no product without stock.
      default -> Call.post("/api/checkout/{orderId}", "/api/checkout/" + (1 + i * 2 % 5_000), "");
    };
  }

  private static String order(int i) {
    return """
        {"customerId": %d, "lines": [{"productId": %d, "quantity": 1}, {"productId": %d, "quantity": 2}]}
        """
        .formatted(1 + i % 500, 1 + i * 3 % 2_000, 1 + i * 5 % 2_000);
  }

  private static String orderWithoutLines() {
    return """
        {"customerId": 1, "lines": []}
        """;
  }

  private static String takenEmail() {
    return """
        {"name": "Ben Adler", "email": "ben.adler@example.com", "city": "Jena"}
        """;
  }
}
