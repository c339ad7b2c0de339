package com.acme.callers;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code Callers <library>...}: reads and writes by each of them and prints what came of it. */
public final class Callers {
  private Callers() {}

  public static void main(String[] libraries) throws Exception {
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(Wiring.class)) {
      for (String library : libraries) {
        System.out.println(library + ": " + run(library, context));
      }
    }
  }

  private static String run(String library, BeanFactory beans) throws Exception {
    DataSource source = beans.getBean(DataSource.class);
    Authors authors = beans.getBean(Authors.class);
    Books books = beans.getBean(Books.class);
    TransactionTemplate transactions = beans.getBean(TransactionTemplate.class);
    return switch (library) {
      case "plain" -> new Plain(source).run();
      case "templates" -> new Templates(source, transactions).run();
      case "data" ->
          new Data(
                  authors,
                  books,
                  beans.getBean(Shelf.class),
                  beans.getBean(Ledger.class),
                  transactions)
              .run();
      case "proxies" -> Lazily.run(beans.getBean(Proxies.class));
      case "sessions" ->
          new Sessions(beans.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class))
              .run();
      case "mapped" -> new Mapped(source).run();
      case "dsl" -> new Dsl(source).run();
      case "handles" -> new Handles(source).run();
      default -> throw new IllegalArgumentException(library);
    };
  }
}
