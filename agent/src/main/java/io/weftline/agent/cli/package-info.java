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
 * written, 2 wrong usage, 3 problems in a configuration or in files). The grammar is built by calls
 * of picocli, not by annotations: nothing is found by reflection, so that relocation cannot break
 * it, and the texts of the help stand beside the parsing.
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
 * <p><b>{@code verify}.</b> Finds the files ({@code FileSet}) and hands their lines to {@link
 * io.weftline.agent.cli.verify}. A process may write, rename, compress and delete them meanwhile:
 * all files of a set are opened at one moment, that is when two looks at the names have found the
 * same files, and read from there; that they are read later does no harm, since what is then read
 * is the beginning of what was written. Copies of errors are opened before the lines that they
 * copy, which are written first. Whether a process still runs its lock tells. To look at it where
 * nobody holds it means to hold it for a moment, shared: a process that starts in that microsecond
 * would take the next name, {@code shop-2}; so it is looked at only where it decides something.
 * Exit codes: 3 if anything is wrong, else 1 if anything could not be read, else 0; deleted by
 * rotation, torn by a kill and undecidable are not wrong.
 *
 * <p><b>{@code errors}.</b> Finds the files as {@code verify} does, in the directory that {@code
 * tail} reads, and hands their lines to {@link io.weftline.agent.cli.errors}. An id that nothing
 * has, or that may mean several, is exit code 1: what was asked for could not be shown.
 *
 * <p><b>Alternatives.</b> Sorting everything by time would need memory or a temporary file; events
 * of one file are nearly in order already. Colour is told by {@code System.console()}, which asks
 * for a terminal at both ends; {@code --color always} is for a pager.
 */
package io.weftline.agent.cli;
