package com.acme.shop.product;

public enum Category {
  KITCHEN,
  GARDEN,
  FURNITURE,
  LIGHTING,
  OFFICE,
  TOYS
}
