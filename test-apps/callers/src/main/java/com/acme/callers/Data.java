package com.acme.callers;

import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JPA, in transactions and without. */
final class Data {
  private final Authors authors;
  private final Books books;
  private final Shelf shelf;
  private final Ledger ledger;
  private final TransactionTemplate transactions;

  Data(Authors authors, Books books, Shelf shelf, Ledger ledger, TransactionTemplate transactions) {
    this.authors = authors;
    this.books = books;
    this.shelf = shelf;
    this.ledger = ledger;
    this.transactions = transactions;
  }

  String run() {
    return repositories() + " " + commits() + " " + lazily();
  }

  private String repositories() {
    Author author = authors.save(new Author("Zoe")); // caller: data-insert
    books.save(new Book("Zed", author)); // caller: data-insert-package-private
    int found = authors.findByNameStartingWith("Z").size(); // caller: data-derived
    found += authors.longerThan(2).size(); // caller: data-query
    found += (int) authors.howMany(); // caller: data-native
    found += authors.rename(author.getId(), "Zoey"); // caller: data-modifying
    long pages =
        authors
            .findByIdGreaterThan(0, PageRequest.of(0, 1)) // caller: data-page
            .getTotalElements();
    found += authors.firstOf("Z").getName().length();
    found += (int) authors.countByHand();
    return found + " of " + pages;
  }

  private String commits() {
    shelf.rename(1, "Renamed"); // caller: commit-behind-class
    ledger.sign("Signed"); // caller: commit-behind-interface
    transactions.executeWithoutResult( // caller: commit-of-template
        status -> {
          Book book = books.findById(2); // caller: data-find-in-template
          book.rename("Twice");
        });
    return "" + shelf.renameAndAsk(1, "Anna");
  }

  private String lazily() {
    return shelf.counted() + " " + shelf.iterated() + " " + shelf.streamed();
  }
}
