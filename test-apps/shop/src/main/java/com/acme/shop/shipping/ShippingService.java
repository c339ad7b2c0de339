package com.acme.shop.shipping;

import com.acme.shop.order.OrderDto;
import com.acme.shop.order.OrderService;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/** Has no transaction of its own: no connection is held while the carrier answers. */
@Service
class ShippingService {

  private final OrderService orders;
  private final RestClient carrier;

  ShippingService(OrderService orders, RestClient carrier) {
    this.orders = orders;
    this.carrier = carrier;
  }

  public ShippingDto track(long orderId) {
    OrderDto order = orders.find(orderId);
    Tracking tracking =
        carrier.get().uri("/tracking/{parcel}", "P" + orderId).retrieve().body(Tracking.class);
    return new ShippingDto(order.id(), order.customer(), tracking.parcel(), tracking.state());
  }
}
