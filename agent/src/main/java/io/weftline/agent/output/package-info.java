/**
 * From an {@link io.weftline.agent.event.Event} to a line in a rotated file.
 *
 * <p><b>Problem.</b> Application threads must lose next to no time, the disk may be slow, full or
 * gone, and yet every event must be either in a file or in the account of losses.
 *
 * <p><b>Way.</b> {@link Output#offer} gives an event its number and puts it into a bounded queue
 * ({@link EventQueue}); one daemon thread ({@link EventWriter}) encodes in batches and writes each
 * with one call. Producers wake that thread only at marks, an eighth of the queue apart: else it
 * wakes by itself each flush interval, so that neither a busy nor an idle application pays for
 * wake-ups.
 *
 * <p><b>Encoding.</b> {@link JsonEncoder} writes into a reused array, with no text per event.
 * Measured beside the generator of jackson-core in one run ({@code EncoderBenchmark} in the tests)
 * it is about three times as fast; keys are copied from a table by pairs of fields ({@link
 * KeyTable}). Limits are not looked at until a line turns out too long; then {@link LineCutter}
 * makes copies of the event that lack more and more, in the order of the contract. Control
 * characters that JSON has a short escape for get that: a stack trace has a line feed in each line.
 *
 * <p><b>Files.</b> {@link RollingFile} looks at the path before every batch (a microsecond for up
 * to 64 KB): what somebody has removed or renamed is noticed before events go into it. After a
 * failure it begins again from the path, once at once and then each second; the lines of the batch
 * that are complete in the file count as written, the others are written again or counted as lost,
 * so that {@code made = written + dropped} can be shown from the files. {@link Storage} is the seam
 * at which tests let each call fail. The name is held by a lock file that is never deleted ({@link
 * Claim}); since the errors file of {@code shop} could be the main file of a service {@code
 * shop-errors}, both names are locked.
 *
 * <p><b>The end.</b> {@link Account#last} fixes the numbers at the last line: whatever was made
 * before and is neither written nor known to be lost is lost to the shutdown. Room for the line is
 * made before, since the header of another file would be an event after the last.
 *
 * <p><b>Alternatives.</b> Writing by the application's threads (locks, and each write costs a
 * microsecond); a queue of bytes (encoding is then paid by the application); a channel kept open
 * whatever happens (a handle that failed once on a network file system fails for ever); truncating
 * a torn line (readers may have read it).
 *
 * <p>Beyond the design: losses have one more cause, {@code encoding}, for events that the encoder
 * failed on, and {@code task_failures} stands beside the account when regular work has thrown.
 */
package io.weftline.agent.output;
