package com.acme.callers;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.transaction.annotation.Transactional;

/** A service: what it changes is written when a call of it ends. Spring makes a subclass of it. */
@Transactional
class Shelf {
  private final Authors authors;
  private final Books books;

  Shelf(Authors authors, Books books) {
    this.authors = authors;
    this.books = books;
  }

  /** The update comes after this method. */
  void rename(int id, String title) {
    books.findById(id).rename(title); // caller: data-find
  }

  /** The update comes before the query that might see it. */
  int renameAndAsk(int id, String name) {
    Author author = authors.findById(id).orElseThrow(); // caller: data-find-by-id
    author.rename(name);
    return authors.findByNameStartingWith(name).size(); // caller: data-flush-before-query
  }

  int counted() {
    int sum = 0;
    for (Author author : authors.findAll()) { // caller: data-collections-counted
      sum += author.countBooks();
    }
    return sum;
  }

  int iterated() {
    int letters = 0;
    List<Author> all = authors.findAll(); // caller: data-collections-read
    for (Author author : all) {
      for (Book book : author.getBooks()) { // caller: lazy-in-loop
        letters += book.getTitle().length();
      }
    }
    return letters;
  }

  long streamed() {
    try (Stream<Author> all = authors.streamAllByOrderById()) { // caller: data-stream
      return all.count();
    }
  }
}
