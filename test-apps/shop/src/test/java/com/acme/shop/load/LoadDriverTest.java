package com.acme.shop.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.shop.ShopApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadDriverTest {

  private static final int REQUESTS = 60;

  @TempDir private Path folder;

  /** In a process of its own, because the driver ends it. */
  @Test
  void sendsItsRequestsAndEndsTheApplication() throws IOException, InterruptedException {
    File output = folder.resolve("output.txt").toFile();
    Process shop =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ShopApplication.class.getName(),
                "--server.port=0",
                "--shop.load.requests=" + REQUESTS)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(shop.waitFor(90, TimeUnit.SECONDS)).isTrue();
    } finally {
      shop.destroyForcibly();
    }

    assertThat(shop.exitValue()).isZero();
    assertThat(Files.readString(output.toPath()))
        .contains("200 x", "201 x", "400 x", "404 x", "409 x", "500 x")
        .contains("%d of %1$d requests answered".formatted(REQUESTS));
  }
}
