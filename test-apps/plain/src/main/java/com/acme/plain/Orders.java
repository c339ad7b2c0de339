package com.acme.plain;

import java.util.ArrayList;
import java.util.List;

/** Calls of all kinds: fast and slow, nested, recursive, overloaded, static, private, inherited. */
public final class Orders {
  private int placed;

  private Orders() {}

  public static void main(String[] args) {
    Orders orders = new Orders();
    orders.place(1);
    orders.place("two");
    System.out.println("sum " + orders.sum(10));
    System.out.println("depth " + orders.descend(2000));
    System.out.println("checked " + orders.checkAll(1000));
    orders.report();
    System.out.println("total " + total(orders.names()));
    System.out.println("placed " + orders.getPlaced());
    System.out.println(orders);
    for (Priced priced : new Priced[] {new Book(), new Gift()}) {
      System.out.println(priced.price() + " " + priced.label());
    }
  }

  public void place(int number) {
    placed += number;
    validate("order " + number);
  }

  public void place(String name) {
    placed++;
    validate(name);
  }

  private void validate(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(name);
    }
  }

  /** Recursion that returns a value at each step. */
  int sum(int n) {
    return n == 0 ? 0 : n + sum(n - 1);
  }

  /** Recursion deeper than anybody would draw. */
  int descend(int n) {
    return n == 0 ? 0 : 1 + descend(n - 1);
  }

  /** One call with many equal ones below it. */
  int checkAll(int count) {
    int good = 0;
    for (int i = 0; i < count; i++) {
      good += check(i);
    }
    return good;
  }

  int check(int i) {
    return Integer.toString(i).length() > 0 ? 1 : 0;
  }

  /** Slow by itself, and by what it calls. */
  void report() {
    Pause.millis(30);
    for (int i = 0; i < 3; i++) {
      load();
    }
    render();
  }

  private void load() {
    Pause.millis(40);
  }

  private void render() {
    Pause.millis(20);
    layout();
  }

  private void layout() {
    Pause.millis(60);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("a");
    names.add("bc");
    return names;
  }

  static int total(List<String> names) {
    int total = 0;
    for (String name : names) {
      total += name.length();
    }
    return total;
  }

  public int getPlaced() {
    return placed;
  }

  @Override
  public String toString() {
    return "orders " + Integer.toString(placed);
  }

  /** An interface with a method of its own. */
  interface Priced {
    int price();

    default String label() {
      return "costs " + Integer.toString(price());
    }
  }

  /** What an abstract class declares is meant in its subclasses too. */
  abstract static class Article implements Priced {
    abstract String title();

    @Override
    public int price() {
      return title().length() + Integer.toString(7).length();
    }
  }

  static final class Book extends Article {
    @Override
    String title() {
      return "book ".trim();
    }

    int pages() {
      return Integer.parseInt("200");
    }
  }

  static final class Gift extends Article {
    @Override
    String title() {
      return "gift ".trim();
    }

    @Override
    public int price() {
      return super.price() + Integer.parseInt("1");
    }
  }
}
