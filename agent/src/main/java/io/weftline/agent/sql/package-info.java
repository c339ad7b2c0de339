/**
 * What may be said of SQL, of what drivers say about it, and of the URLs that lead to it.
 *
 * <h2>Problem</h2>
 *
 * A slow statement is worth nothing without its text, and its text is full of what must not leave
 * the application: values written into it, passwords in DDL. Statements that differ only in their
 * values have to be counted as one, under an id that is the same on every host and release. All of
 * it happens on application threads, for whatever string somebody passes to a driver.
 *
 * <h2>Choice</h2>
 *
 * <p>{@link io.weftline.agent.sql.Sql#analyse Sql.analyse} reads the first {@code maxChars}
 * characters once, token by token, with dialect differences as flags ({@link
 * io.weftline.agent.sql.Dialect}); no grammar, no recursion, no regular expression, no exception.
 * Of each token three readers take what they need: {@code SafeText} the text and the id, {@code
 * SqlNames} verbs and tables, {@code UnquotedValues} the places where values look like names.
 *
 * <p><b>Safe beats complete.</b> Quotes, numbers and everything glued to a digit are {@code ?}. A
 * quote that does not end, a typographic quote, a comment that is one only in another database: the
 * rest is dropped. A backslash before a quote is read both ways and believed only if the other way
 * makes no sense ({@code Escapes}), whatever the dialect says, since the server's mode may say
 * otherwise. Double quotes are names only where the dialect has them and a value would not fit; in
 * an unknown database only where nothing but a name fits. What follows IDENTIFIED BY, PASSWORD in
 * statements about accounts, the values of SET, PRAGMA, and unquoted arguments of EXEC are values.
 *
 * <p><b>The id</b> is a hash over canonical tokens ({@code Fingerprint} has the algorithm, tests
 * pin its values). Words without quotes are folded, names included: they are case-insensitive
 * almost everywhere, and a list of keywords would make the id change whenever the list grows.
 * Parameters and literals are alike. Lists of values count once, as do equal rows. NULL, TRUE and
 * FALSE are values after a comparison and in lists, words elsewhere. Comments, hints too, are not
 * part of it.
 *
 * <p><b>The summary</b> follows OpenTelemetry's "generating a summary" with two decisions of our
 * own: verbs are in upper case, so that one id has one summary, and common table expressions are
 * seen through ({@code WITH r AS (SELECT .. FROM orders) DELETE ..} begins with {@code SELECT
 * orders} and its operation is DELETE). Accounts are not named. Collection names lose their quotes.
 *
 * <p>{@link io.weftline.agent.sql.DriverText} trusts nothing in quotes or brackets, and what stands
 * between two quoted things only if it consists of words that drivers use, because drivers do not
 * escape what they quote. {@link io.weftline.agent.sql.DatabaseUrl} knows the forms of URLs by
 * driver and gives no address where a password might be taken for one; a port is given only if it
 * is in the URL, as the conventions want it. Snowflake, which they do not list, is {@code
 * snowflake}.
 *
 * <p>{@link io.weftline.agent.sql.ParameterColumns} tells which column a {@code ?} belongs to, for
 * what is bound to be judged by the column's name. It follows comparisons, lists and brackets with
 * the same lexer, parameters waiting on a stack for the name on either side: {@code ? = a.email},
 * {@code (a, b) IN ((?, ?))}, {@code VALUES} after a list of columns, values of CASE. It errs
 * towards a name: {@code price * ? > 5} is {@code price}.
 *
 * <h2>Alternatives</h2>
 *
 * <p>A parser (JSqlParser) fails on what it does not know and is an order slower. Regular
 * expressions per dialect backtrack and cannot nest. Passing the text of prepared statements
 * through unchanged, as OpenTelemetry does, shows the literals that people write into them. Hashing
 * the safe text would make the id depend on white space and on the case of keywords.
 *
 * <h2>Limits</h2>
 *
 * <p>An unquoted word is a name: a value that an application pastes without quotes where a name may
 * stand is shown. If a known database is told by its driver to take double quotes for text, texts
 * in a select list are shown as the names they look like. Bodies of routines are followed as if
 * they were statements.
 */
package io.weftline.agent.sql;
