package com.acme.shop.pricing;

import com.acme.shop.product.Product;
import com.acme.shop.product.ProductService;
import java.math.BigDecimal;
import org.springframework.stereotype.Service;

@Service
class PricingService {

  private final ProductService products;
  private final DiscountService discounts;
  private final TaxService taxes;

  PricingService(ProductService products, DiscountService discounts, TaxService taxes) {
    this.products = products;
    this.discounts = discounts;
    this.taxes = taxes;
  }

  public QuoteDto quote(long productId, int quantity) {
    Product product = products.find(productId);
    BigDecimal net = product.getPrice().multiply(BigDecimal.valueOf(quantity));
    BigDecimal discount = discounts.discount(product, quantity, net);
    BigDecimal reduced = net.subtract(discount);
    BigDecimal tax = taxes.tax(reduced);
    return new QuoteDto(product.getSku(), quantity, net, discount, tax, reduced.add(tax));
  }
}
