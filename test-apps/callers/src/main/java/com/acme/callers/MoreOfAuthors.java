package com.acme.callers;

/** The part of the repository that has an implementation of its own. */
public interface MoreOfAuthors {
  long countByHand();
}
