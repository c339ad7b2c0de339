/**
 * Connection pools: how long a connection was waited for, who had the others meanwhile, and who
 * does not give them back.
 *
 * <p>Of nested calls of {@code getConnection} only the outermost on a thread counts, as with the
 * data source of DBCP that has another one inside. A loan begins with the object that the
 * application gets and ends when that is closed; where it is a generated proxy, with the object
 * that the pool keeps behind it. Both are known weakly: a connection that nobody has any more is
 * told as lost. To keep the stack of everybody who borrows costs more than borrowing does: it is
 * kept once a pool has shown that somebody does not give back.
 *
 * <p>The pools are a closed list ({@link io.weftline.agent.instrument.pool.PoolType}): a data
 * source that makes a new connection each time waits for the database and for nobody else.
 */
package io.weftline.agent.instrument.pool;
