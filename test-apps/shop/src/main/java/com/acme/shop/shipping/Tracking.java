package com.acme.shop.shipping;

/** The carrier's answer. */
record Tracking(String parcel, String state) {}
