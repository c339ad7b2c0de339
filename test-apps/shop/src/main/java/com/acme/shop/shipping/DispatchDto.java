package com.acme.shop.shipping;

import com.acme.shop.order.OrderStatus;

record DispatchDto(Long orderId, String parcel, OrderStatus status) {}
