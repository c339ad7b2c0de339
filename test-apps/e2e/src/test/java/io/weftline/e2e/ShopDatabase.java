package io.weftline.e2e;

import java.util.List;
import java.util.function.Supplier;

/** A database system for the shop, as its profile of it expects it. */
enum ShopDatabase {
  H2(H2::new, List.of()),
  POSTGRESQL(
      PostgresServer::get,
      List.of(
          "--spring.profiles.active=postgres",
          "--spring.datasource.url=%s?reWriteBatchedInserts=true")),
  MARIADB(
      MariaDbServer::get,
      List.of("--spring.profiles.active=mariadb", "--spring.datasource.url=%s?useBulkStmts=true"));

  private final Supplier<Database> database;
  private final List<String> arguments;

  ShopDatabase(Supplier<Database> database, List<String> arguments) {
    this.database = database;
    this.arguments = arguments;
  }

  /** The system, started; a test that asks for one that does not run here is skipped. */
  Database get() {
    return database.get();
  }

  /** The name of the shop's database where the one that is asked for is called so. */
  String namespace(String name) {
    return arguments.isEmpty() ? "shop" : name;
  }

  /** What makes a shop use an empty database of its own. */
  List<String> newDatabase(String name) {
    get().create(name);
    return arguments.stream().map(each -> each.formatted(get().url(name))).toList();
  }
}
