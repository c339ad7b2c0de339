/**
 * Makes what goes wrong in an application one {@code exception} event each.
 *
 * <h2>Problem</h2>
 *
 * A throwable passes through ten timed methods, is wrapped on the way, is caught or not, is thrown
 * a thousand times a second, and every one of its getters is foreign code. The reader wants one
 * line with the place, and a count that is right.
 *
 * <h2>Once</h2>
 *
 * Timed calls only note what leaves them; all is decided when the outermost of a thread ends
 * ({@link io.weftline.agent.instrument.error.ErrorEvents#unitEnded}). Throwables of one unit of
 * which one is cause or suppressed of another are one occurrence, told by the one that left the
 * unit, else by the latest that is not part of another ({@code Lineage}). So a failure that is
 * wrapped, unwrapped again ({@code ExecutionException}), or wrapped twice is one event.
 *
 * <p>A unit follows eight throwables at a time. When another leaves a call they are decided before
 * the unit ends ({@link io.weftline.agent.instrument.error.ErrorEvents#throwablesFull}): a thread
 * has one in flight, so each of the others is part of that or has been handled. The latest of them
 * stays open beside the one in flight, which may quote a driver's text from it, or give way to it
 * again after a {@code finally}. What is kept by the application while more than eight others pass,
 * and is then thrown again or wrapped, is a second occurrence: the first has been told.
 *
 * <p>A call that is timed by the coarse clock knows of none around it: each is a unit to its end,
 * and what passes through ten of them leaves ten units. Each says when it began: what has left a
 * unit of the same thread since then, waits or has been told, and is the same throwable is no
 * second occurrence; what is its cause, or was caused by it, is taken back. The clock is a tick
 * early, so one throwable that is thrown again and again within a tick is one occurrence too. That
 * a coarse caller caught it is not seen; the verdict stays open.
 *
 * <p>What leaves the outermost timed call may be uncaught a moment later, on the same thread. Its
 * event is made at once, since the throwable may change, and waits 50 to 300 ms for the verdict
 * ({@code PendingErrors}); the throwable is held weakly. If it is then uncaught, or is part of what
 * is uncaught, there is one event, with {@code error.handled} false. After the event has gone the
 * throwable is remembered for 10 s so that a slow {@code finally} does not make a second event of
 * it; that event's verdict then stays open, which is the price of not holding errors back for
 * seconds.
 *
 * <h2>Logged</h2>
 *
 * What is logged is made into an event as it is logged, with what led to it until then. Within a
 * unit that waits for the unit's end, like one that left a timed call: what leaves the unit after
 * all is not handled, whatever was logged; the rest is handled, with the record's level. A unit
 * that has not ended ten seconds later, or that the process ends in, is not waited for ({@code
 * LoggedInUnits}). Elsewhere it waits for a verdict as above, since it may go on. The same instance
 * that is logged again is on its way up if it was thrown below the place where it is logged now;
 * what was made once and is logged for ever counts each time. An exception that is logged, and ends
 * its thread after more than 300 ms, has been told as handled by then.
 *
 * <h2>Tasks</h2>
 *
 * What a task ends with is kept by its future. It is made while the throwable is as it was thrown,
 * and told as uncaught if nobody asks in time; where somebody asks, it is the asking unit's. Asked
 * for outside of any unit it is nobody's, unless it has left a timed call, which is told in any
 * case. A statement that fails within a unit is seen as if it were a timed call; elsewhere its own
 * line tells of it, and the throwable is followed from where it is seen next.
 *
 * <h2>Groups and the sum</h2>
 *
 * The fingerprint is made of the types of the throwable and its causes and of the application's
 * frames ({@code Fingerprint}; pinned by tests). Line numbers and messages are left out: they
 * change with every release and every customer. To find it costs the stack trace and the causes;
 * messages are not asked for and nothing is rendered for what is folded.
 *
 * <p>In a storm the stack trace is what costs, so it is not asked for either: what the JVM has
 * recorded of a throwable is compared as it is ({@code Backtraces}), and what comes from exactly
 * the same calls as one before is taken like that one ({@code KnownStacks}). That begins with the
 * first occurrence that is folded; on Java 8, which hides the field, it never does.
 *
 * <p>Each occurrence is either one line of its own or counted by its group, never both. A group's
 * minute begins with its first occurrence after the last one; a folded line comes a minute after
 * the first that it stands for, and at the end. {@code error.count} is what a line stands for
 * (absent: 1), so the sum over the lines of a fingerprint is the number of occurrences. {@code
 * error.suppressed_count} is all that were ever folded in that group. A folded line of n is one
 * event made and n - 1 that were not: {@link io.weftline.agent.event.EventSink#suppressed} gets n -
 * 1 when it is taken. An event that the sink refuses has been counted there as dropped; its
 * occurrences are folded into the next line, so that the sum stays exact. Folded {@code handled} is
 * written if it is the same for all.
 *
 * <p>The table holds 2,000 groups and forgets none, since {@code error.new} and the counts are
 * those of the process. What comes after is the group {@code _other}: it shares one fingerprint and
 * one limit, and its own lines still tell their type and place.
 *
 * <h2>Foreign code</h2>
 *
 * Only {@code getMessage}, {@code getCause}, {@code getSuppressed}, {@code getStackTrace}, {@code
 * getSQLState} and {@code getErrorCode} are called, once each, at the end of the unit, with
 * whatever they throw contained ({@code Thrown}); never {@code toString}, {@code equals} or {@code
 * hashCode}. Every walk is bounded and by identity.
 *
 * <h2>What led to it</h2>
 *
 * Nothing is recorded for exceptions alone but the records of loggers, in a ring of the thread.
 * Queries and calls out are read from what the unit has of them anyway, the executions of one query
 * as one, and what had a line of its own is kept beside the records. The texts of records are those
 * of the program, without their arguments, since to render them is foreign code.
 *
 * <h2>Messages</h2>
 *
 * Every text goes through the redactor. What a driver has worded is written only cleaned ({@code
 * SafeMessages}), with SQLState and vendor code behind it. A message cannot be cleaned whose text
 * comes from a driver's exception that is neither among its causes nor seen by the unit. Heads in
 * the stack trace hold 512 characters on one line: a line feed in a message could forge a frame,
 * and the message has a field of its own.
 *
 * <h2>Deviations</h2>
 *
 * A cause's message is cut at 1 KiB and the root cause's at 2 KiB, not at 8: nine of them would not
 * fit a line. Of more than eight causes the first seven and the root are written.
 *
 * <h2>Alternatives</h2>
 *
 * An event at the first exit (what most agents do) is wrong about handling and needs marks on the
 * throwable. A hash of rendered frames splits groups at every release. Waiting for the verdict
 * until the thread ends holds errors of pool threads for hours.
 */
package io.weftline.agent.instrument.error;
