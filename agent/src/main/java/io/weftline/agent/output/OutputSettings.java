package io.weftline.agent.output;

import io.weftline.agent.config.Config;
import io.weftline.agent.config.Option;
import io.weftline.agent.config.Setting;
import java.util.Map;

/** The values of {@link OutputOptions}, read once. Immutable. */
public final class OutputSettings {
  /** What all waiting events may hold in memory, by estimate. */
  static final long MAX_QUEUE_BYTES = 32L << 20;

  final String dir;
  final boolean console;
  final boolean stdout;
  final long flushIntervalNanos;
  final int queueSize;
  final boolean waitWhenFull;
  final Map<String, String> labels;
  final long maxFileBytes;
  final int maxFiles;
  final boolean compress;
  final boolean errorsFile;

  /** {@link Option#OFF}: never. */
  final long fsyncNanos;

  /** {@link Option#OFF}: as many as there are. */
  final long totalBytes;

  /** 0: none. */
  final long minFreeBytes;

  /** Whether nobody has set {@link #minFreeBytes}. */
  final boolean minFreeByDefault;

  OutputSettings(
      String dir,
      boolean console,
      boolean stdout,
      long flushIntervalNanos,
      int queueSize,
      boolean waitWhenFull,
      Map<String, String> labels,
      long maxFileBytes,
      int maxFiles,
      boolean compress,
      boolean errorsFile,
      long fsyncNanos,
      long totalBytes,
      long minFreeBytes,
      boolean minFreeByDefault) {
    this.dir = dir;
    this.console = console;
    this.stdout = stdout;
    this.flushIntervalNanos = flushIntervalNanos;
    this.queueSize = queueSize;
    this.waitWhenFull = waitWhenFull;
    this.labels = labels;
    this.maxFileBytes = maxFileBytes;
    this.maxFiles = maxFiles;
    this.compress = compress;
    this.errorsFile = errorsFile;
    this.fsyncNanos = fsyncNanos;
    this.totalBytes = totalBytes;
    this.minFreeBytes = minFreeBytes;
    this.minFreeByDefault = minFreeByDefault;
  }

  public static OutputSettings of(Config config) {
    String dir = config.get(OutputOptions.DIR);
    return new OutputSettings(
        // An empty one would scatter the files over the working directory.
        dir.isEmpty() ? OutputOptions.DIR.defaultText() : dir,
        config.get(OutputOptions.FORMAT).equals("console"),
        config.get(OutputOptions.TARGET).equals("stdout"),
        config.get(OutputOptions.FLUSH_INTERVAL),
        (int) (long) config.get(OutputOptions.QUEUE_SIZE),
        config.get(OutputOptions.WHEN_FULL).equals("wait"),
        config.get(OutputOptions.LABELS),
        config.get(OutputOptions.FILE_MAX_SIZE),
        (int) (long) config.get(OutputOptions.FILE_MAX_FILES),
        config.get(OutputOptions.FILE_COMPRESS),
        config.get(OutputOptions.FILE_ERRORS),
        config.get(OutputOptions.FILE_FSYNC),
        config.get(OutputOptions.FILE_TOTAL_SIZE),
        config.get(OutputOptions.FILE_MIN_FREE_DISK),
        isDefault(config, OutputOptions.FILE_MIN_FREE_DISK));
  }

  private static boolean isDefault(Config config, Option<?> option) {
    for (Setting setting : config.settings()) {
      if (setting.key().equals(option.key())) {
        return setting.isDefault();
      }
    }
    return true;
  }

  /** Whether the {@code console} format is asked for, which the caller provides. */
  public boolean console() {
    return console;
  }
}
