package com.acme.shop.sample;

import com.acme.shop.product.Category;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The rows of the sample data, the same ones every time. Like grown data they have their flaws: a
 * few products with a negative stock, a few reviews without a valid rating.
 */
final class SampleData {

  private static final int CUSTOMERS = 500;
  private static final int PRODUCTS = 2_000;
  private static final int ORDERS = 5_000;
  private static final int MAX_LINES = 6;
  private static final int MAX_REVIEWS = 5;

  /** Every so many products one has a negative stock. */
  private static final int LOST_STOCK_EVERY = 500;

  /** Every so many orders one contains a product with a negative stock. */
  private static final int LOST_ORDER_EVERY = 100;

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(365);

  private final Random random = new Random(20250101);
  private final List<Object[]> customers = new ArrayList<>();
  private final List<Object[]> products = new ArrayList<>();
  private final List<Object[]> stock = new ArrayList<>();
  private final List<Object[]> reviews = new ArrayList<>();
  private final List<Object[]> orders = new ArrayList<>();
  private final List<Object[]> orderLines = new ArrayList<>();
  private final List<Object[]> campaigns = new ArrayList<>();

  SampleData() {
    for (int id = 1; id <= CUSTOMERS; id++) {
      addCustomer(id);
    }
    for (int id = 1; id <= PRODUCTS; id++) {
      addProduct(id);
    }
    for (int id = 1; id <= ORDERS; id++) {
      addOrder(id);
    }
    addCampaigns();
  }

  private void addCustomer(int id) {
    // Counting through both lists gives every customer a name, and an address, of their own.
    String first = Vocabulary.FIRST_NAMES.get(id % Vocabulary.FIRST_NAMES.size());
    String last =
        Vocabulary.LAST_NAMES.get(
            id / Vocabulary.FIRST_NAMES.size() % Vocabulary.LAST_NAMES.size());
    String email = (first + "." + last + "@example.com").toLowerCase(Locale.ROOT);
    customers.add(
        new Object[] {
          id, first + " " + last, email, pick(Vocabulary.CITIES), Timestamp.from(START)
        });
  }

  private void addProduct(int id) {
    Category category = category(id);
    String name =
        String.join(
            " ",
            pick(Vocabulary.ADJECTIVES),
            pick(Vocabulary.MATERIALS),
            pick(Vocabulary.NOUNS.get(category)));
    BigDecimal price = BigDecimal.valueOf(500 + random.nextInt(49_500), 2);
    products.add(
        new Object[] {
          id, sku(id), name, category.name(), price, BigDecimal.ZERO, 0, Timestamp.from(START)
        });
    boolean lost = id % LOST_STOCK_EVERY == 0;
    stock.add(new Object[] {sku(id), lost ? -3 : 5_000 + random.nextInt(5_000), 0});
    addReviews(id, category);
  }

  private void addReviews(int productId, Category category) {
    // Imported reviews of the first products of two categories have no stars.
    boolean imported =
        productId <= Category.values().length
            && (category == Category.GARDEN || category == Category.OFFICE);
    int count = 1 + random.nextInt(MAX_REVIEWS);
    for (int i = 0; i < count; i++) {
      int stars = imported && i == 0 ? 0 : 1 + random.nextInt(5);
      reviews.add(new Object[] {reviews.size() + 1, productId, stars, pick(Vocabulary.COMMENTS)});
    }
  }

  private void addOrder(int id) {
    BigDecimal total = BigDecimal.ZERO;
    int lines = 1 + random.nextInt(MAX_LINES);
    for (int i = 0; i < lines; i++) {
      boolean lost = id % LOST_ORDER_EVERY == 0 && i == lines - 1;
      total = total.add(addOrderLine(id, lost ? LOST_STOCK_EVERY : availableProduct()));
    }
    Instant placedAt = START.plus(PERIOD.multipliedBy(id).dividedBy(ORDERS));
    orders.add(
        new Object[] {id, 1 + random.nextInt(CUSTOMERS), "NEW", Timestamp.from(placedAt), total});
  }

  private BigDecimal addOrderLine(int orderId, int productId) {
    Object[] product = products.get(productId - 1);
    int quantity = 1 + random.nextInt(3);
    BigDecimal price = (BigDecimal) product[4];
    orderLines.add(
        new Object[] {orderLines.size() + 1, orderId, productId, product[2], quantity, price});
    return price.multiply(BigDecimal.valueOf(quantity));
  }

  private void addCampaigns() {
    for (String material : Vocabulary.MATERIALS) {
      for (Category category : Category.values()) {
        for (String noun : Vocabulary.NOUNS.get(category)) {
          String keyword = material + " " + noun;
          campaigns.add(new Object[] {campaigns.size() + 1, keyword + " Weeks", keyword});
        }
      }
    }
  }

  private int availableProduct() {
    int id = 1 + random.nextInt(PRODUCTS);
    return id % LOST_STOCK_EVERY == 0 ? id - 1 : id;
  }

  private static Category category(int productId) {
    return Category.values()[(productId - 1) % Category.values().length];
  }

  private static String sku(int productId) {
    return "SKU-%05d".formatted(productId);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  List<Object[]> customers() {
    return customers;
  }

  List<Object[]> products() {
    return products;
  }

  List<Object[]> stock() {
    return stock;
  }

  List<Object[]> reviews() {
    return reviews;
  }

  List<Object[]> orders() {
    return orders;
  }

  List<Object[]> orderLines() {
    return orderLines;
  }

  List<Object[]> campaigns() {
    return campaigns;
  }
}
