/**
 * The jar as a program: {@code java -jar weftline.jar}.
 *
 * <p><b>Problem.</b> Whoever finds a jar on a server wants to know what it is; whoever has its
 * files wants to look at them without installing anything; whoever wrote a configuration wants to
 * know before the restart whether it holds.
 *
 * <p><b>Choice.</b> Without arguments one screen that explains itself. A few commands, each of
 * which works on files alone and in a process of its own: nothing here reaches into the running
 * half, so that looking cannot disturb. {@link io.weftline.agent.cli.Main} is the only place that
 * ends the process; everything else returns an exit code (0 fine, 1 something could not be read or
 * written, 2 wrong usage, 3 problems in a configuration). The grammar is built by calls of picocli,
 * not by annotations: nothing is found by reflection, so that relocation cannot break it, and the
 * texts of the help stand beside the parsing.
 *
 * <p><b>{@code tail}.</b> Files are streamed, with one buffer each: memory does not grow with them.
 * A line longer than 1 MB is skipped and told. Without {@code -f} several files are merged by
 * timestamp, each in its own order: a rotated set is one stream again. With {@code -f} each file is
 * read from one open channel; a name that means another file now was rotated by rename, and before
 * going on to the new file the old one is read to its end, then whatever lies between among the
 * backups. A file shorter than what was read was truncated and begins anew. The file is asked for
 * news rather than watched: notification is missing on network volumes and in containers that share
 * one, and a look costs microseconds. Without {@code -n} everything is shown, with {@code -f} the
 * last ten lines and what comes, as of the tool whose name it bears. A named file that does not
 * exist is an error, and with {@code -f} waited for, since that is what one wants before a start.
 *
 * <p>Lines that are not JSON objects (a torn tail, the application's own output) are shown behind a
 * mark, and left out and counted where a filter asks for events. {@code --json} hands on the bytes.
 *
 * <p><b>Alternatives.</b> Sorting everything by time would need memory or a temporary file; events
 * of one file are nearly in order already. Colour is told by {@code System.console()}, which asks
 * for a terminal at both ends; {@code --color always} is for a pager.
 */
package io.weftline.agent.cli;
