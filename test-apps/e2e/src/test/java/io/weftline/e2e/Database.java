package io.weftline.e2e;

/** A database system that applications under test can have. */
interface Database {
  /** As the agent names it: {@code postgresql}. */
  String system();

  /** The port that it listens on, of the loopback address; 0 if it runs in its client. */
  int port();

  /**
   * Makes an empty database, in place of one that there is, unless each process has its own anyway.
   */
  void create(String name);

  /** Where a driver finds a database. */
  String url(String name);

  String user();

  String password();
}
