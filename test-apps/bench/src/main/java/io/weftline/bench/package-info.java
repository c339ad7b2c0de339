/**
 * What the agent costs, beside the same run without it.
 *
 * <p><b>Problem.</b> A few nanoseconds a call are to be told from the noise of a JIT compiler, of
 * other processes and of a processor that changes its clock; and a figure is worth nothing if what
 * it paid for was not done.
 *
 * <p><b>Choice.</b> {@link io.weftline.bench.Bench} starts a JVM of its own for each measurement
 * ({@link io.weftline.bench.Work}, {@link io.weftline.bench.Hello}), with and without the agent in
 * turn, so that whatever drifts drifts for both, and compares medians over the rounds. Inside a JVM
 * the work is warmed up, then run in batches of which the median is taken; CPU is that of the whole
 * process until it has come to rest, so that what the agent's threads do afterwards counts too.
 * Where lines are to be written {@link io.weftline.bench.Account} proves from the files that none
 * is missing. {@link io.weftline.bench.Lines} sets the way of an event into a file beside that of a
 * line of Logback's and Log4j's. {@link io.weftline.bench.SpringBoot} starts a real application
 * until it answers. The benchmark's own programs are in {@code com.acme.bench} and know nothing of
 * the agent; what calls them is in here, which the agent leaves alone.
 *
 * <p><b>Alternatives.</b> JMH forks too, but knows nothing of CPU after the measurement or of the
 * lines in the files, and its own agent-like profilers would be in the way.
 */
package io.weftline.bench;
