/**
 * The proof that nothing was lost uncounted, from the files alone.
 *
 * <p><b>Problem.</b> An agent that drops events says so in its account; whether the account is
 * true, and whether every line that was written is still there, only the files can show: after a
 * rotation in the night, a full disk, a {@code kill -9}, a copy by hand. Whoever asks is in trouble
 * already and needs an answer that is never wrong in either direction.
 *
 * <p><b>What is held against what.</b> Lines belong to the process whose header is the latest above
 * them ({@link io.weftline.agent.cli.verify.FileReading}). A header says how many lines its process
 * had written before it, to the unit; so each stretch between two headers ({@code Block}), and that
 * from the last to {@code agent.stop}, is proved by itself, and what is missing is missing there.
 * With {@code made = written + dropped} at the end, which {@code Accounts} checks, and each number
 * there once, the numbers that are missing are as many as were dropped.
 *
 * <p>Files that rotation has deleted are told by {@code file.previous}: before the first header
 * that is here so many lines stood as it says. Only the oldest are ever deleted: a file missing
 * behind another that is here was removed.
 *
 * <p><b>What cannot be known.</b> Of a process without {@code agent.stop} the lines behind its last
 * header are held against its {@code agent.stats}: at least those that one knows of must be here,
 * since events were on their way while it was made. Numbers that are missing beyond the drops of
 * the last account may have been dropped or lost with the process: that is said ({@code
 * UNDECIDED}), and is no finding. That the end of a file is missing with the {@code agent.stop} in
 * it looks like a kill.
 *
 * <p><b>Torn lines.</b> Right at the end of a process that has no end. Within, a write that failed
 * may leave the beginning of a line: that is right if the whole line follows, or if the account has
 * losses to the disk and no line is missing besides.
 *
 * <p><b>One change, one finding.</b> Contradictions entail others; the first place that explains
 * them is told: a damaged line stands for one that is missing, a file without a header for the one
 * that the next header asks for, two opposite differences for a wrong figure between them.
 *
 * <p><b>Bounds.</b> Numbers are kept in bits, pieces that are complete in none ({@code Numbers}):
 * ten million lines take less than a megabyte. Everything that grows with what stands in the files
 * has a limit, and says so when it is reached; a line is read once and kept nowhere.
 *
 * <p><b>Alternatives.</b> Sorting all numbers (memory); believing {@code first_seq} for which
 * numbers are in which file (events overtake each other on their way); a checksum in each header
 * (the agent would have to read what it writes, and numbers with counts tell as much of losses).
 */
package io.weftline.agent.cli.verify;
