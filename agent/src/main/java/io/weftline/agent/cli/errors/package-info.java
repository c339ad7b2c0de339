/**
 * What has gone wrong, in groups, from the files alone.
 *
 * <p><b>Problem.</b> Who is woken asks what is broken since yesterday, not for ten thousand lines
 * of which nine thousand are the same as every night. The lines of a group are spread over main
 * files, backups and files of errors; some stand for many occurrences; an ERROR is in two files.
 *
 * <p><b>Counting.</b> A line is one that was counted if the same process has written a line of the
 * same {@code seq}: a hash of the two is remembered, eight bytes. Whose line it is the header above
 * says ({@code agent.file}, and where there are no files {@code agent.start}); a process goes on in
 * the next file of its set, so that a header which was torn costs nothing. Lines under no header,
 * as of a {@code grep}, are told by their bytes. The count of a group is the sum of {@code
 * error.count}. The metrics of errors are not asked: the lines are exact.
 *
 * <p><b>New.</b> A group is new if it came since the moment that was asked about and is not in the
 * files before it, though they reach further back: if they do not, nothing is called new, since
 * that would be everything. Files of errors reach further than main files, which alone have what is
 * below ERROR: each group is held against those that would have it ({@code Reach}). Without a
 * moment it is the last quarter of the time that the files cover. {@code error.new} says something
 * else, the first since a process started, and is told apart.
 *
 * <p><b>Trend.</b> The last quarter of the time against the three before ({@code Span}): at least
 * twice as many, or at most half, and by three or more. Counts are kept in steps that get longer
 * with the span ({@code Timeline}), since it is not known while lines are read. What was only
 * counted is spread over the minute before its line, where it was.
 *
 * <p><b>One in full.</b> Of what an id may mean one line each is kept while lines go by, of a group
 * the latest that was written in full ({@code Finder}). An id that a caller saw may belong to an
 * occurrence that was only counted: then its request is shown, and the groups of that type.
 *
 * <p><b>Bounds.</b> Everything that grows with what stands in the files has a limit, and is said
 * when it is reached: groups, users of a group and of all, names, remembered lines, candidates. Of
 * nearly all lines only the beginning is looked at ({@code LineHead}); a line is read once.
 *
 * <p><b>Alternatives.</b> Reading twice, first for the span and then for the columns, is not
 * possible from a pipe. Numbers of lines in bits, as {@code verify} has them, take twenty times as
 * much where one line in a thousand is of concern. Probabilistic counters for users would save
 * memory that is not needed, and be wrong about three users.
 */
package io.weftline.agent.cli.errors;
