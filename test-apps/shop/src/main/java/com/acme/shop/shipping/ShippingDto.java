package com.acme.shop.shipping;

record ShippingDto(Long orderId, String customer, String parcel, String state) {}
