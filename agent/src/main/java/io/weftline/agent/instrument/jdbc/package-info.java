/**
 * JDBC: every statement of any driver, through any pool or proxy that is a class of its own,
 * counted exactly once, and written when it was slow, failed or asked for.
 *
 * <p>Of nested calls only the outermost on a thread counts: what a pool's statement does on the
 * driver's is inside it. Its text is known from the call that prepared it, its database from the
 * URL that the driver connected to; a pool's connection learns it from the driver's, whose call is
 * nested in its own. Both are kept in {@link io.weftline.agent.trace.WeakIdentityMap}s, whose
 * entries are the values: 64 bytes for a statement, and 32 for each result that is opened ({@link
 * io.weftline.bootstrap.OpenResults.Cursor}). Nothing of the driver's is ever called but the
 * getters of what it throws.
 *
 * <p>An execution ends with its result, not with its call: a driver that streams does its work in
 * {@code next}. Open results are looked for among the few of their thread; what a unit, a thread or
 * the application leaves open is ended then.
 *
 * <p>Rows are asked for more often than anything else, and mostly cost less than two readings of
 * the clock: such are timed in part ({@link
 * io.weftline.agent.instrument.jdbc.Executions#beginRow}).
 *
 * <p>Generated proxy classes are not woven; the driver's call inside is the outermost then. Where a
 * proxy makes statements itself nobody is seen to make them: they count by the text that they are
 * given, and as one query where they were prepared with it.
 */
package io.weftline.agent.instrument.jdbc;
