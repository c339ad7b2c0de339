package com.acme.callers;

/** A book as others see it. */
record BookDto(String title, String author) {
  BookDto(Book book) {
    this(book.getTitle(), book.getAuthor().getName()); // caller: lazy-in-constructor
  }

  static BookDto of(Book book) {
    Author author = book.getAuthor();
    return new BookDto(book.getTitle(), author.getName()); // caller: lazy-in-mapper
  }
}
