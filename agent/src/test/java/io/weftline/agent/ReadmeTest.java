package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.config.KnownOptions;
import io.weftline.agent.config.OptionsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps the options in the README in step with the code. {@code -Dreadme.update=true} writes them
 * instead.
 */
class ReadmeTest {
  private static final String BEGIN = "<!-- options:begin -->\n";
  private static final String END = "<!-- options:end -->\n";
  private static final Path README = Path.of(System.getProperty("basedir", "."), "..", "README.md");

  @Test
  void readmeListsEveryOptionAsTheCodeHasIt() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertTrue(begin >= 0 && end > begin, "README.md has lost the marks around the options");

    String rendered = OptionsTable.markdown(KnownOptions.load(getClass().getClassLoader()));
    String expected =
        readme.substring(0, begin + BEGIN.length()) + rendered + readme.substring(end);
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(README, expected);
      return;
    }
    assertEquals(
        expected,
        readme,
        "The options in README.md are not those of the code. This writes them:\n"
            + "./mvnw -pl bootstrap,agent test -Dtest=ReadmeTest -Dreadme.update=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false\n");
  }
}
