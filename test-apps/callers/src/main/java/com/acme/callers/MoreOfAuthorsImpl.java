package com.acme.callers;

import jakarta.persistence.EntityManager;

/** Found by its name. */
class MoreOfAuthorsImpl implements MoreOfAuthors {
  private final EntityManager entities;

  MoreOfAuthorsImpl(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public long countByHand() {
    return entities
        .createQuery("select count(author) from Author author", Long.class)
        .getSingleResult(); // caller: data-fragment
  }
}
