package io.weftline.bench;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;

/** How much memory this process has had at most, where the system tells. */
final class ResidentMemory {
  private ResidentMemory() {}

  /** 0 where there is no {@code /proc}. */
  static long peakBytes() {
    try (BufferedReader status = new BufferedReader(new FileReader("/proc/self/status"))) {
      for (String line = status.readLine(); line != null; line = status.readLine()) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.substring(6, line.length() - 2).trim()) * 1024;
        }
      }
    } catch (IOException e) {
      return 0; // Not Linux: the table leaves the figure out.
    }
    return 0;
  }
}
