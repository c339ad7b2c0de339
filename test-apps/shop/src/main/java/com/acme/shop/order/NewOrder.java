package com.acme.shop.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

public record NewOrder(@NotNull Long customerId, @NotEmpty List<@Valid Line> lines) {

  public record Line(@NotNull Long productId, @Min(1) @Max(99) int quantity) {}
}
