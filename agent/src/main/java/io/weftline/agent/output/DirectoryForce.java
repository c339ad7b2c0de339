package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Forces a directory to the disk after files in it were made or renamed, where {@code file.fsync}
 * asks for that: else a power cut could leave a file without its name. Not every file system can.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class DirectoryForce {
  private final Storage storage;
  private final boolean wanted;
  private final Warnings warnings;
  private boolean said;

  DirectoryForce(Storage storage, boolean wanted, Warnings warnings) {
    this.storage = storage;
    this.wanted = wanted;
    this.warnings = warnings;
  }

  boolean isWanted() {
    return wanted;
  }

  /** Files were made or renamed. */
  void changed(Path directory) {
    if (!wanted) {
      return;
    }
    String cause = null;
    try {
      if (!storage.forceDirectory(directory)) {
        cause = "this platform has no way to";
      }
    } catch (IOException e) {
      cause = Storage.describe(e);
    }
    if (cause != null && !said) {
      said = true;
      warnings.warn(
          "output.fsync-directory",
          directory
              + " cannot be forced to the disk ("
              + cause
              + "): what the files hold is, but a power cut may undo that one was just made or"
              + " renamed.");
    }
  }
}
