/**
 * The unit in hand follows its work to other threads: captured where a task is submitted, restored
 * where it is run. What is woven is the JDK's, by the agent's thread, and only when there are units
 * at all; what it calls is {@link io.weftline.bootstrap.Handover}.
 *
 * <p><b>Carriers.</b> A task within a {@code FutureTask} or a stage of a {@code CompletableFuture}
 * is seen by nobody but that, so it gets a carrier around it. A lambda that can be nothing but a
 * {@code Runnable} gets one in every pool but those that put tasks in order; whatever a pool gives
 * back (refused, removed, left over) is what the application had given. Carriers stand in stack
 * traces as a line of their own.
 *
 * <p><b>The table.</b> A {@code Runnable} of a class that has a name may be looked for in a queue,
 * cast, or counted by its identity. It is left as it is and noted; the pool's own {@code
 * beforeExecute} and {@code afterExecute} enter and leave. That is done where the pool is exactly
 * the JDK's, since its subclasses may override both: there such a task goes without its unit.
 * Fork-join tasks are noted as well and found where each of them is executed. The table is of a
 * fixed size; what finds no place goes without its unit, and what nobody runs is forgotten after
 * five minutes.
 *
 * <p><b>Who is nobody's.</b> What is scheduled again and again, what waits for longer than five
 * minutes, what a unit submits that ended and began more than five minutes ago (or whatever submits
 * itself would have its ids for ever), and the tasks of containers and pools. Virtual threads are
 * mounted by tasks of the JDK's own, which are passed by after a look at the name of their class.
 */
package io.weftline.agent.instrument.executor;
