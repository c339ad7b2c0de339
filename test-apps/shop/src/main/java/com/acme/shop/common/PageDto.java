package com.acme.shop.common;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/** One page of a longer list. */
public record PageDto<T>(List<T> items, int page, int pages, long total) {

  public static <E, T> PageDto<T> of(Page<E> page, Function<E, T> mapper) {
    return new PageDto<>(
        page.getContent().stream().map(mapper).toList(),
        page.getNumber(),
        page.getTotalPages(),
        page.getTotalElements());
  }
}
