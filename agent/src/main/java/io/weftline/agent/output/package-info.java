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
 * so that {@code made = written + dropped} can be shown from the files. A torn tail is ended as
 * soon as a byte can be written, at the latest by the next process. {@link Storage} is the seam at
 * which tests let each call fail. The name is held by a lock file that is never deleted ({@link
 * Claim}); since the errors file of {@code shop} could be the main file of a service {@code
 * shop-errors}, both names are locked. Nothing but a regular file is ever opened, renamed or
 * deleted.
 *
 * <p><b>The disk.</b> {@link Durability} forces files in time if asked to, also before a rename,
 * and {@link DirectoryForce} what makes a rename last. A force that failed makes the system forget
 * what it could not write, so that a second one proves nothing: the handle is given up, the lines
 * since the last good one stay counted as written, since most often they are there, and their
 * number is said. {@link TotalSize} holds all files of a name to the byte, {@link DiskGuard} leaves
 * some of the volume to others; being low is an {@link Outage} like any other, so that it is said,
 * tried again and counted in one way.
 *
 * <p><b>Standing still.</b> {@link WatchedStorage} tells {@link Progress} what it is about to do,
 * for two readings of the clock a call. Whoever hands over an event compares that moment with the
 * end of the event, which is known, so that no clock is read there; after five seconds it starts
 * {@link StallWatch}, a thread made before by the writer, which says what the writer stands in and
 * ends with it. The alternative, a watchdog that always runs, is a second thread for nearly
 * nothing: where no event is made none is lost. Threads that wait for room give up together, by the
 * number of events taken when the first of them did.
 *
 * <p><b>Errors.</b> An {@code OutOfMemoryError} may come out of any line. Each batch is settled in
 * a {@code finally} that allocates nothing: what has landed is written, the rest lost, once. What
 * is thrown in a turn is counted ({@code writer_failures}) and the next turn begins; the end is
 * made of stages each of which is tried twice. Should the thread itself be gone, {@link StallWatch}
 * starts another; what it had in hand is found by the subtraction in {@link Account#last}.
 *
 * <p><b>The end.</b> {@link Account#last} fixes the numbers at the last line: whatever was made
 * before and is neither written nor known to be lost is lost to the shutdown. Room for the line is
 * made before, since the header of another file would be an event after the last.
 *
 * <p><b>Alternatives.</b> Writing by the application's threads (locks, and each write costs a
 * microsecond); a queue of bytes (encoding is then paid by the application); a channel kept open
 * whatever happens (a handle that failed once on a network file system fails for ever); truncating
 * a torn line (readers may have read it); deleting backups while the volume is low (they are what
 * somebody will look for, and whoever has filled it fills that room as well).
 *
 * <p>Beyond the design: losses have one more cause, {@code encoding}, for events that the encoder
 * failed on or had no memory for; and {@code task_failures}, {@code writer_failures}, {@code
 * stalls} and {@code fsync} (failures, and the lines that are uncertain by them) stand beside the
 * account when there were any.
 */
package io.weftline.agent.output;
