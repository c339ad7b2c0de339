package com.acme.shop.load;

/**
 * One request to be sent.
 *
 * @param endpoint what the summary counts it under
 * @param body a JSON document, empty for none
 */
record Call(String endpoint, String method, String path, String body) {

  static Call get(String endpoint, String path) {
    return new Call("GET " + endpoint, "GET", path, "");
  }

  static Call post(String endpoint, String path, String body) {
    return new Call("POST " + endpoint, "POST", path, body);
  }
}
