package com.acme.callers;

import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks what is loaded then only: in place of each author is an object of a class of Hibernate's.
 */
@Transactional
class Proxies {
  private final Authors authors;
  private final Books books;

  Proxies(Authors authors, Books books) {
    this.authors = authors;
    this.books = books;
  }

  List<BookDto> constructed() {
    List<Book> all = books.findAllByOrderById(); // caller: before-constructor
    return all.stream().map(BookDto::new).toList();
  }

  List<BookDto> mapped() {
    return books.findAllByOrderById().stream().map(BookDto::of).toList(); // caller: before-mapper
  }

  List<String> inLambda() {
    return books.findAllByOrderById().stream() // caller: before-lambda
        .map(Book::getAuthor)
        .map(
            author -> {
              return author.getName(); // caller: lazy-in-lambda
            })
        .toList();
  }

  /** Nothing of ours is between the stream and the proxy. */
  List<String> byReference() {
    List<Book> all = books.findAllByOrderById(); // caller: before-reference
    return all.stream()
        .map(Book::getAuthor)
        .map(Author::getName)
        .toList(); // caller: lazy-in-reference
  }

  String ofReference() {
    return authors.getReferenceById(2).getName(); // caller: lazy-reference
  }
}
