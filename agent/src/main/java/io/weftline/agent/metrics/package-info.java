/**
 * How often, how long and how badly: one line per method, query or other thing with a name and
 * interval, and one for the JVM.
 *
 * <p><b>Problem.</b> Only slow and failed calls become events of their own; of the rest the user
 * wants exact counts and honest percentiles, which can be merged across files, hosts and days. The
 * calls run on any number of threads and must not wait for whoever counts them up.
 *
 * <p><b>Choice.</b> Calls are recorded in {@link io.weftline.bootstrap.Series}, which allocate and
 * lock nothing. A {@link io.weftline.agent.metrics.SeriesFamily} learns of a series through a queue
 * and is otherwise the writer's alone: it reads its series at least every 30 seconds (their buckets
 * count in 32 bits), adds up those of one key (overloads, the same query seen by two connections)
 * and writes a line for each key that was used. Where more than 2,000 keys were, the dearest by sum
 * have lines and the others one together, {@code _other}, so that the sum over the lines is the sum
 * over all calls. {@link io.weftline.agent.metrics.Metrics} keeps the time.
 *
 * <p><b>Percentiles</b> are estimates from the histogram: of the bucket that holds the rank, the
 * value whose relative distance to both bounds is the same, at most 4.4 % from the true one, put
 * between the least and the greatest of the interval. At or below 61 ns the error is 61 ns, above
 * 70 minutes the greatest duration stands in. A reader who merges lines does the same with the sum
 * of their {@code histogram}s.
 *
 * <p><b>Edges of an interval.</b> All series are read first, then {@link
 * io.weftline.bootstrap.Series#nextInterval()}, then the lines are made. A call that ends while a
 * series is read may be counted in one interval and its sum follow in the next; nothing is lost or
 * counted twice. Its extremes can fall between: the minimum and maximum are therefore put between
 * the bounds of the least and the greatest bucket that was hit, so that a line never contradicts
 * itself. What has a sum but no count yet waits for the next line.
 *
 * <p><b>Units.</b> Durations are milliseconds with three decimals; below one millisecond with six,
 * since most methods take less than a microsecond and would be 0. In {@code metrics.jvm} the
 * OpenTelemetry name is nested as {@code jvm.memory.heap.used} (type as a key, pools as a list,
 * since their names have blanks), bytes keep the bare name, times say their unit ({@code
 * jvm.gc.duration_ms}).
 *
 * <p><b>Alternatives.</b> HdrHistogram (exact to a digit, but tens of KB a series) and t-digest
 * (small, but not mergeable without error, and it allocates) were set aside for the exponential
 * histogram, which OpenTelemetry and Prometheus read as it is. A lock or an atomic add per call
 * costs 8 ns and more, a sixth of the whole budget. JMX is loaded after the first whole interval
 * only, when the application has long begun: it costs 30 ms and short programs never pay it.
 */
package io.weftline.agent.metrics;
