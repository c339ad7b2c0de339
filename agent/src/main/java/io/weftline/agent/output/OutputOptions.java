package io.weftline.agent.output;

import io.weftline.agent.config.Option;
import java.util.Map;

/** Settings of where and how events are written. */
public final class OutputOptions {
  /** The largest {@code file.max-size}, 100GB. */
  static final long MAX_FILE_BYTES = 100L << 30;

  public static final Option<String> DIR =
      Option.text("output.dir")
          .summary("The directory of the files; relative to the working directory.")
          .defaultsTo("weftline");

  public static final Option<String> FORMAT =
      Option.choice("output.format", "json", "console")
          .summary("How an event is written: as JSON for machines or as a line for people.")
          .defaultsTo("json");

  public static final Option<String> TARGET =
      Option.choice("output.target", "file", "stdout")
          .summary("Where events are written: to files or to standard output.")
          .defaultsTo("file");

  public static final Option<Long> FLUSH_INTERVAL =
      Option.duration("output.flush-interval", "10ms", "10s")
          .summary("An event is in its file after this time at the latest.")
          .defaultsTo("200ms");

  public static final Option<Long> QUEUE_SIZE =
      Option.integer("output.queue-size", 64, 1048576)
          .summary("How many events may wait to be written; further ones are counted as lost.")
          .defaultsTo("8192");

  public static final Option<String> WHEN_FULL =
      Option.choice("output.when-full", "drop", "wait")
          .summary(
              "What happens to an event when too many wait: it is dropped and counted, or its thread"
                  + " waits while the writer makes progress.")
          .defaultsTo("drop");

  public static final Option<Map<String, String>> LABELS =
      Option.labels("output.labels")
          .summary("Names and values that every event carries.")
          .defaultsTo("");

  public static final Option<Long> FILE_MAX_SIZE =
      Option.size("file.max-size", "64KB", "100GB")
          .summary("A file that has reached this size is renamed and a new one begun.")
          .defaultsTo("10MB");

  public static final Option<Long> FILE_MAX_FILES =
      Option.integer("file.max-files", 1, 10000)
          .summary("How many renamed files are kept, not counting the current one.")
          .defaultsTo("5");

  public static final Option<Boolean> FILE_COMPRESS =
      Option.flag("file.compress")
          .summary("Compresses renamed files with gzip, from the second newest on.")
          .defaultsTo("false");

  public static final Option<Boolean> FILE_ERRORS =
      Option.flag("file.errors")
          .summary("Copies every event of level ERROR or FATAL to a file of its own.")
          .defaultsTo("true");

  public static final Option<Long> FILE_FSYNC =
      Option.durationOrOff("file.fsync", "1ms", "10m")
          .summary(
              "Forces what was written to the disk itself at most this long after it was written,"
                  + " so that a power cut spares it; off leaves that to the operating system.")
          .defaultsTo("off");

  public static final Option<Long> FILE_TOTAL_SIZE =
      Option.sizeOrOff("file.total-size", "1MB", "10000GB")
          .summary(
              "All files of this process together, renamed, compressed and those of errors too,"
                  + " never have more: the oldest renamed ones are deleted before.")
          .defaultsTo("off");

  public static final Option<Long> FILE_MIN_FREE_DISK =
      Option.size("file.min-free-disk", "0", "10000GB")
          .summary(
              "Writing stops by itself, and is counted, while the volume has less free space, and"
                  + " goes on when there is more again. The default is 5 % of a volume where that is"
                  + " less. 0: never.")
          .defaultsTo("200MB");

  private OutputOptions() {}
}
