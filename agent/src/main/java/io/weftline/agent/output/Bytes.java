package io.weftline.agent.output;

/** Sizes for people. Stateless. */
final class Bytes {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};

  private Bytes() {}

  /** {@code 812 bytes}, {@code 9.5 MB}, {@code 210 MB}: rounded down. */
  static String text(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    int unit = 0;
    long tenths = bytes / 1024 * 10 + bytes % 1024 * 10 / 1024;
    while (tenths >= 10240) {
      tenths /= 1024;
      unit++;
    }
    String number =
        tenths < 100 && tenths % 10 != 0
            ? tenths / 10 + "." + tenths % 10
            : Long.toString(tenths / 10);
    return number + " " + UNITS[unit];
  }

  /** As an option takes it, rounded up: {@code 850MB}. */
  static String option(long bytes) {
    long megabytes = (bytes + (1 << 20) - 1) >> 20;
    if (megabytes < 10240) {
      // Nobody sets 8137MB.
      long step = megabytes < 100 ? 5 : megabytes < 1000 ? 50 : 500;
      return (megabytes + step - 1) / step * step + "MB";
    }
    return (megabytes + 1023) / 1024 + "GB";
  }
}
