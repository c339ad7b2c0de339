package com.acme.callers;

import java.util.List;
import org.springframework.data.repository.Repository;

/** A repository that nobody outside sees: its proxy is a class of this package. */
interface Books extends Repository<Book, Integer> {
  List<Book> findAllByOrderById();

  Book findById(int id);

  Book save(Book book);
}
