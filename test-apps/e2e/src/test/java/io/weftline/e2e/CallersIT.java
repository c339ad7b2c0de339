package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The line that a statement says it was executed by is the application's own, whichever library is
 * between the two. The program's source marks each such line with a comment.
 */
class CallersIT {
  private static final String PACKAGE = "com.acme.callers";
  private static final Path SOURCES =
      Project.file("test-apps/callers/src/main/java/com/acme/callers");
  private static final Pattern MARK = Pattern.compile("// caller: (\\S+)$");

  /** The mark, the method without its package, and the statement, in the order of their ends. */
  private static final String EXPECTED =
      """
      schema-authors Wiring.dataSource: CREATE TABLE authors
      schema-books Wiring.dataSource: CREATE TABLE books
      schema-rows Wiring.dataSource: INSERT authors
      schema-more-rows Wiring.dataSource: INSERT books
      plain-query Plain.names: SELECT authors
      plain-update Plain.rename: UPDATE authors
      plain-batch Plain.insert: INSERT books
      plain-failing Plain.fail: SELECT books
      template-query Templates.template: SELECT authors
      template-update Templates.template: UPDATE books
      template-execute Templates.template: DELETE books
      template-batch Templates.template: UPDATE books
      client-query Templates.client: SELECT authors
      client-update Templates.client: UPDATE books
      named-query Templates.named: SELECT authors
      template-inner Templates.lambda$nested: SELECT authors
      template-inner Templates.lambda$nested: SELECT authors
      template-outer Templates.nested: SELECT books
      template-stream Templates.streamed: SELECT authors
      template-callback Templates.lambda$callback: DELETE books
      simple-insert Templates.insert: INSERT books
      data-insert Data.repositories: INSERT authors
      data-insert-package-private Data.repositories: INSERT books
      data-derived Data.repositories: SELECT authors
      data-query Data.repositories: SELECT authors
      data-native Data.repositories: SELECT authors
      data-modifying Data.repositories: UPDATE authors
      data-page Data.repositories: SELECT authors
      data-page Data.repositories: SELECT authors
      data-default-method Authors.firstOf: SELECT authors
      data-fragment MoreOfAuthorsImpl.countByHand: SELECT authors
      data-find Shelf.rename: SELECT books
      commit-behind-class Data.commits: UPDATE books
      data-find-behind-interface Ledger$OfAuthors.sign: SELECT authors
      commit-behind-interface Data.commits: UPDATE authors
      data-find-in-template Data.lambda$commits: SELECT books
      commit-of-template Data.commits: UPDATE books
      data-find-by-id Shelf.renameAndAsk: SELECT authors
      data-flush-before-query Shelf.renameAndAsk: UPDATE authors
      data-flush-before-query Shelf.renameAndAsk: SELECT authors
      data-collections-counted Shelf.counted: SELECT authors
      lazy-in-entity Author.countBooks: SELECT books
      lazy-in-entity Author.countBooks: SELECT books
      lazy-in-entity Author.countBooks: SELECT books
      data-collections-read Shelf.iterated: SELECT authors
      lazy-in-loop Shelf.iterated: SELECT books
      lazy-in-loop Shelf.iterated: SELECT books
      lazy-in-loop Shelf.iterated: SELECT books
      data-stream Shelf.streamed: SELECT authors
      session-find Sessions.lambda$run: SELECT authors
      session-persist Sessions.lambda$run: INSERT authors
      session-commit-around Sessions.run: UPDATE authors
      session-get Sessions.run: SELECT books
      session-flush Sessions.run: UPDATE books
      session-commit Sessions.run: UPDATE books
      session-list Sessions.read: SELECT books authors
      session-native Sessions.read: SELECT authors
      session-scroll Sessions.read: SELECT authors
      stateless-insert Sessions.stateless: INSERT authors
      stateless-get Sessions.stateless: SELECT authors
      mapper-select Mapped.run: SELECT authors
      mapper-insert Mapped.run: INSERT books
      mapper-object Mapped.run: SELECT books
      mapper-lazy Mapped.run: SELECT authors
      mapper-session Mapped.run: SELECT authors
      mapper-default-method AuthorMapper.firstName: SELECT authors
      mapper-batch Mapped.batch: INSERT books
      dsl-fetch Dsl.fetched: SELECT books
      dsl-loop Dsl.fetched: SELECT books
      dsl-stream Dsl.fetched: SELECT books
      dsl-lazy Dsl.fetched: SELECT books
      dsl-count Dsl.fetched: SELECT books
      dsl-insert Dsl.written: INSERT books
      dsl-update Dsl.lambda$row: UPDATE books
      dsl-text Dsl.lambda$row: SELECT books
      dsl-batch Dsl.batched: UPDATE books
      handle-query Handles.lambda$run: SELECT authors
      handle-update Handles.lambda$run: UPDATE books
      object-update Handles.run: UPDATE books
      object-query Handles.run: SELECT books
      """;

  private static final String LAZILY =
      """
      schema-authors Wiring.dataSource: CREATE TABLE authors
      schema-books Wiring.dataSource: CREATE TABLE books
      schema-rows Wiring.dataSource: INSERT authors
      schema-more-rows Wiring.dataSource: INSERT books
      before-constructor Proxies.constructed: SELECT books
      lazy-in-constructor BookDto.<init>: SELECT authors
      lazy-in-constructor BookDto.<init>: SELECT authors
      before-mapper Proxies.mapped: SELECT books
      lazy-in-mapper BookDto.of: SELECT authors
      lazy-in-mapper BookDto.of: SELECT authors
      before-lambda Proxies.inLambda: SELECT books
      lazy-in-lambda Proxies.lambda$inLambda: SELECT authors
      lazy-in-lambda Proxies.lambda$inLambda: SELECT authors
      before-reference Proxies.byReference: SELECT books
      lazy-in-reference Proxies.byReference: SELECT authors
      lazy-in-reference Proxies.byReference: SELECT authors
      lazy-reference Proxies.ofReference: SELECT authors
      """;

  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#from17")
  void eachStatementNamesTheLineOfTheApplication(Jdk jdk) {
    Result result = run().on(jdk).runHealthy();

    assertEquals(EXPECTED, callers(result), result::describe);
  }

  @Test
  void soItIsWhereThePackagesAreNamed() {
    Result result = run().option("app.packages", PACKAGE).runHealthy();

    assertEquals(EXPECTED, callers(result), result::describe);
  }

  /** In place of an entity that is not loaded yet is an object of a class that Hibernate makes. */
  @ParameterizedTest
  @MethodSource("io.weftline.e2e.Jdk#from17")
  void whatIsLoadedWhenItIsAskedForNamesWhoAsks(Jdk jdk) {
    Result result = run("proxies").on(jdk).runHealthy();

    assertEquals(LAZILY, callers(result), result::describe);
  }

  private static AppRun run() {
    return run("plain", "templates", "data", "sessions", "mapped", "dsl", "handles");
  }

  private static AppRun run(String... libraries) {
    return AppRun.of(PACKAGE + ".Callers", Project.callers())
        .args(libraries)
        // Hibernate would write to stderr what time it is.
        .jvm("-Dorg.jboss.logging.provider=slf4j")
        .option("query.log", "all");
  }

  private static String callers(Result result) {
    return result.events("db.query").stream()
        .map(query -> caller(query) + ": " + query.text("db.query.summary") + "\n")
        .collect(Collectors.joining());
  }

  private static String caller(Event query) {
    // Which lambda of the method it is, is up to the compiler.
    return mark(query)
        + " "
        + query
            .text("code.function.name")
            .replace(PACKAGE + ".", "")
            .replaceAll("(lambda\\$\\w+)\\$[0-9]+$", "$1");
  }

  private static String mark(Event query) {
    int line = query.at("code.line.number").asInt();
    List<String> source = source(query.text("code.file.path"));
    Matcher mark = MARK.matcher(line >= 1 && line <= source.size() ? source.get(line - 1) : "");
    return mark.find() ? mark.group(1) : "line " + line;
  }

  private static List<String> source(String file) {
    try {
      Path path = SOURCES.resolve(file);
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
