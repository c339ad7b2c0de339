package io.weftline.e2e;

/** A database in the memory of the application itself. */
final class H2 implements Database {
  @Override
  public String system() {
    return "h2database";
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public void create(String name) {
    // Each process makes its own.
  }

  @Override
  public String url(String name) {
    return "jdbc:h2:mem:" + name;
  }

  @Override
  public String user() {
    return "sa";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public String toString() {
    return "H2";
  }
}
