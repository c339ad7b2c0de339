package com.acme.callers;

import org.springframework.transaction.annotation.Transactional;

/** A service behind an interface: its proxy is made by the JDK. */
interface Ledger {
  void sign(String name);

  /** What is behind it. */
  @Transactional
  final class OfAuthors implements Ledger {
    private final Authors authors;

    OfAuthors(Authors authors) {
      this.authors = authors;
    }

    @Override
    public void sign(String name) {
      authors.findById(2).orElseThrow().rename(name); // caller: data-find-behind-interface
    }
  }
}
