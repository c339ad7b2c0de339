package io.weftline.agent.output;

import io.weftline.agent.config.Option;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Level;
import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The main file and the file of errors of one process, under a name that no other process writes.
 *
 * <p>Not thread-safe: belongs to the writer's thread.
 */
final class FileTarget implements Target {
  private final Storage storage;
  private final OutputSettings settings;
  private final String service;
  private final Warnings warnings;
  private final TotalSize total;
  private final DiskGuard guard;
  private final DirectoryForce directoryForce;
  private final Account account;
  private final RollingFile main;

  /** Null if there is to be none. */
  private final RollingFile errors;

  private Path directory;
  private Claim claim;

  FileTarget(Output.Parts parts, Lines headers, Storage storage) {
    this.storage = new WatchedStorage(storage, parts.progress);
    settings = parts.settings;
    service = parts.identity.serviceName;
    warnings = parts.warnings;
    account = parts.account;
    total = new TotalSize(this.storage, settings, parts.clock, warnings);
    guard = new DiskGuard(this.storage, settings, parts.clock, warnings);
    directoryForce = new DirectoryForce(this.storage, settings.fsyncNanos != Option.OFF, warnings);
    FileHeader header = new FileHeader(parts.identity, parts.account, headers, parts.clock);
    main = new RollingFile(this, this.storage, parts, header, true);
    errors = settings.errorsFile ? new RollingFile(this, this.storage, parts, header, false) : null;
  }

  /** Makes sure of directory and name; returns the name without an ending. */
  String name() throws IOException {
    if (directory == null) {
      directory = Paths.get(settings.dir).toAbsolutePath();
    }
    storage.makeDirectory(directory);
    if (claim != null && !claim.holds()) {
      // The directory was removed, and with it what keeps others from this name.
      claim.release();
      claim = null;
    }
    if (claim == null) {
      claim = Claim.take(storage, directory, service, settings.errorsFile);
      if (claim.unlocked() != null) {
        warnings.warn(
            "output.lock",
            "Files in "
                + directory
                + " cannot be locked ("
                + claim.unlocked()
                + "): give each process its own service.name or output.dir.");
      }
    }
    total.of(directory, claim.name());
    return claim.name();
  }

  TotalSize total() {
    return total;
  }

  DiskGuard guard() {
    return guard;
  }

  DirectoryForce directoryForce() {
    return directoryForce;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void open() {
    if (settings.totalBytes != Option.OFF) {
      fitIntoTotal();
    }
    main.begin();
  }

  private void fitIntoTotal() {
    if (errors != null) {
      // What a process with other settings has left may be more than all files may have now.
      errors.shiftOversized();
    }
    long fileBytes = TotalSize.fileBytes(settings);
    if (fileBytes < settings.maxFileBytes) {
      warnings.warn(
          "file.total-size",
          "file.max-size ("
              + Bytes.text(settings.maxFileBytes)
              + ") is too much for file.total-size ("
              + Bytes.text(settings.totalBytes)
              + "): files are renamed at "
              + Bytes.text(fileBytes)
              + ", so that the current "
              + (settings.errorsFile ? "ones and the one" : "one and that")
              + " before fit into it.");
    }
  }

  @Override
  public void add(LineBuffer line, Event event) {
    main.add(line, event.seq());
    if (errors != null && event.level().compareTo(Level.ERROR) >= 0) {
      try {
        errors.add(line, event.seq());
      } catch (Throwable t) {
        // The line itself is taken and must not be counted as lost.
        account.writerFailed();
      }
    }
  }

  @Override
  public long dueNanos() {
    long due = main.dueNanos();
    return errors == null ? due : Math.min(due, errors.dueNanos());
  }

  @Override
  public void flush() {
    main.flush();
    if (errors != null) {
      errors.flush();
    }
  }

  @Override
  public void makeRoom(int bytes) {
    main.makeRoom(bytes);
  }

  @Override
  public boolean work() {
    boolean more = main.work();
    return errors != null && errors.work() || more;
  }

  @Override
  public void close() {
    try {
      close(main);
      if (errors != null) {
        close(errors);
      }
    } finally {
      if (claim != null) {
        claim.release();
      }
    }
  }

  private void close(RollingFile file) {
    try {
      file.close();
    } catch (Throwable t) {
      account.writerFailed();
      Log.say("output.close", "Closing the files of events failed: " + t);
    }
  }
}
