package com.acme.shop.shipping;

import com.acme.shop.common.NotFoundException;
import com.acme.shop.order.OrderStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.RestClient;

@Service
class DispatchService {

  private final DispatchRepository orders;
  private final RestClient carrier;

  DispatchService(DispatchRepository orders, RestClient carrier) {
    this.orders = orders;
    this.carrier = carrier;
  }

  /** Hands an order to the carrier: if the carrier does not answer it is not packed either. */
  @Transactional
  public DispatchDto dispatch(long orderId) {
    mark(orderId, OrderStatus.PACKED);
    Tracking tracking =
        carrier.get().uri("/tracking/{parcel}", "P" + orderId).retrieve().body(Tracking.class);
    mark(orderId, OrderStatus.SHIPPED);
    return new DispatchDto(orderId, tracking.parcel(), OrderStatus.SHIPPED);
  }

  private void mark(long orderId, OrderStatus status) {
    if (orders.mark(orderId, status) == 0) {
      throw new NotFoundException("order", orderId);
    }
  }
}
