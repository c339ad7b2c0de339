package com.acme.greeting;

/** A library that an application brings: each loader has its own. */
public class Greeter {
  public String language() {
    return "en";
  }

  public String greet(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("nobody");
    }
    return "Hello, " + name;
  }
}
