package com.acme.modular;

import java.util.List;

/** Records, sealed types, pattern matching, in a named module. */
public final class Basket {
  private Basket() {}

  public static void main(String[] args) {
    Order order = new Order("ann", List.of(new Line("oak", 3), new Line("elm", 4)));
    System.out.println(order.total());
    System.out.println(order.describe());
    System.out.println(describe(new Circle(2)) + " " + describe(new Square(3)));
    try {
      order.refuse();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }

  record Line(String name, int amount) {}

  record Order(String customer, List<Line> lines) {
    int total() {
      return lines.stream().mapToInt(Line::amount).sum();
    }

    String describe() {
      return customer + " " + lines.size();
    }

    void refuse() {
      throw new IllegalStateException("refused " + customer);
    }
  }

  sealed interface Shape permits Circle, Square {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  static String describe(Shape shape) {
    if (shape instanceof Circle circle) {
      return "circle " + circle.radius();
    }
    return "square " + shape.hashCode() / shape.hashCode();
  }
}
