package com.acme.callers;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** A repository that Spring Data implements. */
public interface Authors extends JpaRepository<Author, Integer>, MoreOfAuthors {
  List<Author> findByNameStartingWith(String begin);

  @Query("select author from Author author where length(author.name) > :length")
  List<Author> longerThan(int length);

  @Query(value = "SELECT COUNT(*) FROM authors", nativeQuery = true)
  long howMany();

  @Modifying
  @Transactional
  @Query("update Author author set author.name = :name where author.id = :id")
  int rename(int id, String name);

  Page<Author> findByIdGreaterThan(int id, Pageable page);

  Stream<Author> streamAllByOrderById();

  default Author firstOf(String begin) {
    return findByNameStartingWith(begin).get(0); // caller: data-default-method
  }
}
