package com.acme.callers;

import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Hibernate without anything in front of it. */
final class Sessions {
  private final SessionFactory factory;

  Sessions(SessionFactory factory) {
    this.factory = factory;
  }

  String run() {
    factory.inTransaction( // caller: session-commit-around
        session -> {
          Author author = session.find(Author.class, 1); // caller: session-find
          author.rename("Of a session");
          session.persist(new Author("New")); // caller: session-persist
        });
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      Book book = session.get(Book.class, 1); // caller: session-get
      book.rename("Flushed");
      session.flush(); // caller: session-flush
      book.rename("Again");
      session.getTransaction().commit(); // caller: session-commit
      return read(session) + stateless();
    }
  }

  private static String read(Session session) {
    int books =
        session
            .createQuery("from Book book join fetch book.author", Book.class)
            .list() // caller: session-list
            .size();
    long authors =
        session
            .createNativeQuery("SELECT COUNT(*) FROM authors", Long.class)
            .uniqueResult(); // caller: session-native
    int scrolled = 0;
    try (ScrollableResults<Author> all =
        session
            .createQuery("from Author", Author.class)
            .scroll(ScrollMode.FORWARD_ONLY)) { // caller: session-scroll
      while (all.next()) {
        scrolled++;
      }
    }
    return books + " " + authors + " " + scrolled;
  }

  private String stateless() {
    try (StatelessSession session = factory.openStatelessSession()) {
      Author author = new Author("Stateless");
      session.insert(author); // caller: stateless-insert
      return " " + session.get(Author.class, author.getId()).getName(); // caller: stateless-get
    }
  }
}
