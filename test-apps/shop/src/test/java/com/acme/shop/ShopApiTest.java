package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Every endpoint, with the status and a piece of the body it answers with. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopApiTest {

  private static final Duration SLOW = Duration.ofMillis(1_100);

  @Autowired private TestRestTemplate http;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/products?q=oak&page=1   | "page":1
          /api/products/7              | "sku":"SKU-00007"
          /api/orders/1                | "lines":[{
          /api/orders/recent           | "customer":
          /api/customers/1             | ben.adler@example.com
          /api/pricing/1?quantity=12   | "discount":
          /api/customers/search?name=x | "Felix Adler"
          /api/customers/export?city=x | id,name,email
          """)
  void answers(String path, String piece) {
    ResponseEntity<String> answer = get(path);

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).contains(piece);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/products/999999",
        "/api/orders/999999",
        "/api/customers/999999",
        "/api/shipping/999999",
        "/api/pricing/999999"
      })
  void answersWithAProblemWhenThereIsNoSuchThing(String path) {
    ResponseEntity<String> answer = get(path);

    assertThat(answer.getStatusCode().value()).isEqualTo(404);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody()).contains("999999");
  }

  @Test
  void placesAnOrderAndChecksItOut() {
    ResponseEntity<String> placed =
        post(
            "/api/orders",
            """
            {"customerId": 1, "lines": [{"productId": 1, "quantity": 2}]}
            """);
    assertThat(placed.getStatusCode().value()).isEqualTo(201);
    assertThat(placed.getBody()).contains("\"status\":\"NEW\"");

    String id = placed.getBody().replaceAll("^\\{\"id\":(\\d+),.*", "$1");
    ResponseEntity<String> paid = post("/api/checkout/" + id, "");
    assertThat(paid.getStatusCode().value()).isEqualTo(200);
    assertThat(paid.getBody()).contains("\"status\":\"PAID\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"customerId": 1, "lines": []}
        """,
        """
        {"customerId": 1, "lines": [{"productId": 1, "quantity": 0}]}
        """
      })
  void refusesAnInvalidOrder(String order) {
    assertThat(post("/api/orders", order).getStatusCode().value()).isEqualTo(400);
  }

  @Test
  void registersACustomerOnlyOnce() {
    String customer =
        """
        {"name": "Ada Moser", "email": "ada.moser@example.com", "city": "Ulm"}
        """;

    assertThat(post("/api/customers", customer).getStatusCode().value()).isEqualTo(201);
    assertThat(post("/api/customers", customer).getStatusCode().value()).isEqualTo(409);
  }

  @Test
  void failsToCheckOutAProductWithNegativeStock() {
    assertThat(post("/api/checkout/100", "").getStatusCode().value()).isEqualTo(500);
  }

  @Test
  void failsToRateAProductWithAnInvalidReview() {
    assertThat(post("/api/ratings/refresh?category=TOYS", "").getStatusCode().value())
        .isEqualTo(200);
    assertThat(post("/api/ratings/refresh?category=OFFICE", "").getStatusCode().value())
        .isEqualTo(500);
  }

  @Test
  void failsToSearchForANameWithAnApostrophe() {
    assertThat(get("/api/customers/search?name=O'Brien").getStatusCode().value()).isEqualTo(500);
  }

  @Test
  void givesUpAReportThatTakesTooLong() {
    assertThat(get("/api/reports/similar").getStatusCode().value()).isEqualTo(503);
  }

  @Test
  void dispatchesTheSameOrderOneAfterTheOther() {
    long start = System.nanoTime();
    CompletableFuture<ResponseEntity<String>> first = CompletableFuture.supplyAsync(this::dispatch);
    CompletableFuture<ResponseEntity<String>> second =
        CompletableFuture.supplyAsync(this::dispatch);

    assertThat(first.join().getBody()).contains("\"status\":\"SHIPPED\"");
    assertThat(second.join().getBody()).isEqualTo(first.join().getBody());
    assertThat(since(start)).isGreaterThan(SLOW.multipliedBy(2));
  }

  private ResponseEntity<String> dispatch() {
    return post("/api/shipping/2/dispatch", "");
  }

  @Test
  void reportsTheRevenue() {
    ResponseEntity<String> answer = get("/api/reports/revenue");

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"campaign\":");
  }

  @ParameterizedTest
  @CsvSource({"/api/shipping/1, IN_TRANSIT", "/api/pricing/3, SKU-00003"})
  void isSlow(String path, String piece) {
    long start = System.nanoTime();
    ResponseEntity<String> answer = get(path);

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).contains(piece);
    assertThat(since(start)).isGreaterThan(SLOW);
  }

  @Test
  void reservesTheSameStockOneAfterTheOther() {
    long start = System.nanoTime();
    CompletableFuture<ResponseEntity<String>> first = CompletableFuture.supplyAsync(this::reserve);
    CompletableFuture<ResponseEntity<String>> second = CompletableFuture.supplyAsync(this::reserve);

    assertThat(first.join().getStatusCode().value()).isEqualTo(200);
    assertThat(second.join().getStatusCode().value()).isEqualTo(200);
    assertThat(since(start)).isGreaterThan(SLOW.multipliedBy(2));
  }

  private ResponseEntity<String> reserve() {
    return post("/api/stock/SKU-00042/reserve", "");
  }

  private ResponseEntity<String> get(String path) {
    return http.getForEntity(path, String.class);
  }

  private ResponseEntity<String> post(String path, String body) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return http.exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
