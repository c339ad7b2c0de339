package io.weftline.agent.output;

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
  private final RollingFile main;

  /** Null if there is to be none. */
  private final RollingFile errors;

  private Path directory;
  private Claim claim;

  FileTarget(Output.Parts parts, Lines headers, Storage storage) {
    this.storage = storage;
    settings = parts.settings;
    service = parts.identity.serviceName;
    warnings = parts.warnings;
    FileHeader header = new FileHeader(parts.identity, parts.account, headers, parts.clock);
    main = new RollingFile(this, storage, parts, header, true);
    errors = settings.errorsFile ? new RollingFile(this, storage, parts, header, false) : null;
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
    return claim.name();
  }

  Path directory() {
    return directory;
  }

  @Override
  public void open() {
    main.begin();
  }

  @Override
  public void add(LineBuffer line, Event event) {
    main.add(line, event.seq());
    if (errors != null && event.level().compareTo(Level.ERROR) >= 0) {
      errors.add(line, event.seq());
    }
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
      main.close();
      if (errors != null) {
        errors.close();
      }
    } catch (RuntimeException e) {
      Log.say("output.close", "Closing the files of events failed: " + e);
    } finally {
      if (claim != null) {
        claim.release();
      }
    }
  }
}
