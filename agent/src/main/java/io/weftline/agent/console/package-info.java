/**
 * Events for people: one line for a glance, and on request what is below it.
 *
 * <p><b>Problem.</b> A JSON line of up to 16,000 bytes cannot be read on a terminal. Who looks at
 * three in the morning wants time, level, duration, what it was, and the two or three facts that
 * lead on (which rows, which line of code, which id to search for), of live output and of old files
 * alike.
 *
 * <p><b>Choice.</b> The input is the encoded line, not the event in memory: the console format of
 * the agent and the command {@code tail} then show exactly the same, and a file written by an older
 * or newer version can be read too. {@link io.weftline.agent.console.EventLine} reads a line into
 * flat dotted paths; which facts belong to which kind is a table in {@code Facts}, so that a new
 * kind is a row and not a class. A kind that the table does not know is shown by its message, which
 * the contract makes sufficient. The message repeats the duration for those who read the file; here
 * it is a column, and the repetition is left out.
 *
 * <p><b>Safety.</b> JSON hides control characters behind escapes, and reading decodes them: a user
 * name could otherwise move the cursor, retitle the window or write over the line above. Everything
 * from a line passes {@code SafeText} and is cut to a width there.
 *
 * <p><b>Alternatives.</b> Rendering from the event in memory saves the parsing but needs a second
 * renderer for files. A template language for the format was left out: {@code tail --json} and
 * {@code jq} serve those who want another form.
 */
package io.weftline.agent.console;
