/**
 * Tasks that end with an exception that nobody gets to see, since nobody asks their future.
 *
 * <p><b>What is woven.</b> The failing paths of {@code FutureTask}, {@code CompletableFuture} and
 * {@code ForkJoinTask}, and where a future that has failed tells so; what succeeds passes one read
 * of a static field. That is done by the agent's thread: together with the executors, if there are
 * units; else a second after the first class of the application that names an executor or a future.
 * A program without them pays nothing. What fails before is not seen; to be there sooner would have
 * the weaver loaded beside the application's own first classes, which would be woven late for it.
 *
 * <p><b>A failure</b> is what {@code FutureTask.setException} is given, and what a function of a
 * stage throws. It is known by the future or, with stages, by the object that is their result,
 * which stages that only pass it on share. {@code completeExceptionally} is no task's end; what
 * comes after a future was cancelled or completed otherwise is nobody's any more; a {@code
 * CancellationException} is no failure.
 *
 * <p><b>To ask</b> is to see it: {@code get}, {@code join}, {@code getNow}, {@code exceptionNow},
 * or a function that is called with it ({@code handle}, {@code whenComplete}, {@code
 * exceptionally}). To ask whether a future has failed is not; neither is {@code invokeAll}, which
 * waits for futures by asking those that are not done, and looks at none.
 *
 * <p><b>How long.</b> A failure that nobody has asked for within ten seconds, or before the end, is
 * told; at once if its future is no more. {@value
 * io.weftline.agent.instrument.future.KeptFailures#MAX} are kept; one more has the oldest told. A
 * failure is known weakly, and told by what was made of it when it happened.
 *
 * <p><b>Fork-join pools.</b> What they are given by {@code execute} has no future: its exception is
 * uncaught. From Java 17 on the pool calls the thread's handler itself, and the thread goes on;
 * that is woven apart. Of what is submitted the pool's own tasks are followed, which stand for
 * functions; a {@code RecursiveTask} of the application forks and joins, and its exception is its
 * joiner's.
 *
 * <p><b>Left out.</b> {@code exceptionallyCompose} of a stage that is not done yet is not seen to
 * ask.
 */
package io.weftline.agent.instrument.future;
