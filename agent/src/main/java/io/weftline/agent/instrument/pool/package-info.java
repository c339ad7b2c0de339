/**
 * Connection pools: how long a connection was waited for, and who had the others meanwhile.
 *
 * <p>Of nested calls of {@code getConnection} only the outermost on a thread counts, as with the
 * data source of DBCP that has another one inside. A loan begins with the object that the
 * application gets and ends when that is closed; where it is a generated proxy, with the object
 * that the pool keeps behind it. Both are known weakly: a connection that is never given back is
 * the application's to find, not ours to keep.
 *
 * <p>The pools are a closed list ({@link io.weftline.agent.instrument.pool.PoolType}): a data
 * source that makes a new connection each time waits for the database and for nobody else.
 */
package io.weftline.agent.instrument.pool;
