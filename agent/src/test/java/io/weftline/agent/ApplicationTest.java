package io.weftline.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
  private static final String AGENT = File.pathSeparator + "/opt/weftline.jar";

  @TempDir Path directory;

  private static Application of(String command, String classPath) {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", command);
    properties.setProperty("java.class.path", classPath);
    return Application.detect(properties, Map.of());
  }

  private static Application started(String command) {
    return of(command, "classes" + AGENT);
  }

  /** As {@code -jar} starts it: the jar is the class path, and the agent behind it. */
  private static Application ofJar(String jar, String arguments) {
    return of(jar + arguments, jar + AGENT);
  }

  private String jar(String name, String... attributes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    for (int i = 0; i < attributes.length; i += 2) {
      manifest.getMainAttributes().putValue(attributes[i], attributes[i + 1]);
    }
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.Main,Main,com.acme.shop",
    "com.acme.shop.Main --port 8080,Main,com.acme.shop",
    "Main,Main,",
    "com.acme.mod/com.acme.shop.Main x,Main,com.acme.shop",
    "com.acme.Import /data/in.jar /data/out.war,Import,com.acme",
    "com.acme.Import in.jar,Import,com.acme",
    "com.acme.Import in.jar more,Import,com.acme",
  })
  void aMainClassTellsNameAndPackage(String command, String name, String packageName) {
    Application application = started(command);
    assertEquals(name, application.name());
    assertEquals(packageName == null ? List.of() : List.of(packageName), application.packages());
    assertNull(application.version());
    assertFalse(application.isTool());
  }

  @ParameterizedTest
  @CsvSource({
    "shop.jar,shop",
    "/srv/shop-1.2.3.jar,shop",
    "/srv/shop-api-2.jar,shop-api",
    "target/shop-0.1.0-SNAPSHOT.war,shop",
    "C:\\srv\\shop-1.0.jar,shop",
    "/srv/my apps/order shop-1.0.jar,order shop",
    "/srv/run-all/shop,shop",
    "v-next.jar,v-next",
  })
  void theNameOfAJarIsWithoutItsVersion(String jar, String name) {
    assertEquals(name, ofJar(jar, "").name());
    assertEquals(name, ofJar(jar, " --in other.jar x").name());
  }

  @Test
  void theManifestTellsMainClassAndVersion() throws IOException {
    String plain =
        jar("shop-9.jar", "Main-Class", "com.acme.Start", "Implementation-Version", "1.4");
    Application application = ofJar(plain, " arg");
    assertEquals("shop", application.name());
    assertEquals("1.4", application.version());
    assertEquals(List.of("com.acme"), application.packages());

    String boot =
        jar(
            "with blank/boot-1.0.jar",
            "Main-Class",
            "org.springframework.boot.loader.launch.JarLauncher",
            "Start-Class",
            "com.acme.shop.ShopApplication");
    application = ofJar(boot, " --server.port=0");
    assertEquals("boot", application.name());
    assertEquals(List.of("com.acme.shop"), application.packages());
    assertFalse(application.isTool());

    application = ofJar(jar("bare.jar"), "");
    assertEquals(List.of(), application.packages());
    application = ofJar(directory.resolve("missing.jar").toString(), "");
    assertEquals("missing", application.name());
    Path broken = Files.writeString(directory.resolve("broken.jar"), "no jar");
    assertEquals("broken", ofJar(broken.toString(), "").name());
  }

  @Test
  void whatIsSaidWinsOverWhatIsGuessed() {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", "com.acme.Main");
    properties.setProperty("spring.application.name", "spring");
    assertEquals("spring", Application.detect(properties, Map.of()).name());
    assertEquals(
        "otel", Application.detect(properties, Map.of("OTEL_SERVICE_NAME", "otel")).name());
    properties.remove("spring.application.name");
    assertEquals(
        "env", Application.detect(properties, Map.of("SPRING_APPLICATION_NAME", "env")).name());
    assertEquals("Main", Application.detect(properties, Map.of("OTEL_SERVICE_NAME", "")).name());
  }

  @Test
  void nothingIsKnownOfAVirtualMachineWithoutACommand() {
    Application application = Application.detect(new Properties(), Map.of());
    assertNull(application.name());
    assertNull(application.version());
    assertEquals(List.of(), application.packages());
    assertFalse(application.isTool());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.tools.javac.Main Foo.java",
        "jdk.compiler/com.sun.tools.javac.Main Foo.java",
        "jdk.jartool/sun.tools.jar.Main cf x.jar",
        "sun.security.tools.keytool.Main -list",
        "java.base/sun.security.tools.keytool.Main -list",
        "jdk.jcmd/sun.tools.jcmd.JCmd",
        "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider",
      })
  void toolsOfTheJdkAreTold(String command) {
    assertTrue(started(command).isTool(), command);
  }

  @Test
  void toolsAreToldByTheirModuleToo() {
    Properties properties = new Properties();
    properties.setProperty("jdk.module.main", "jdk.httpserver");
    assertTrue(Application.detect(properties, Map.of()).isTool());
    properties.setProperty("jdk.module.main", "com.acme.shop");
    assertFalse(Application.detect(properties, Map.of()).isTool());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.catalina.startup.Bootstrap start",
        "org.eclipse.jetty.start.Main",
        "org.springframework.boot.loader.launch.JarLauncher",
        "org.jboss.modules.Main -mp modules",
      })
  void whatIsKnownOfAContainerIsNotTheApplications(String command) {
    assertEquals(List.of(), started(command).packages());
    assertFalse(started(command).isTool());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.springframework.boot.loader.launch.JarLauncher",
        "org.springframework.boot.loader.JarLauncher",
        "org.springframework.boot.loader.launch.WarLauncher",
      })
  void anUnpackedSpringBootApplicationIsWhatItsManifestNames(String launcher) throws IOException {
    String manifest = "Manifest-Version: 1.0\n%sStart-Class: com.acme.shop.ShopApplication\n";
    Path unpacked = Files.createDirectories(directory.resolve("un packed"));
    Files.createDirectories(unpacked.resolve("META-INF"));
    Files.writeString(
        unpacked.resolve("META-INF/MANIFEST.MF"),
        manifest.formatted("Implementation-Version: 2.0\n"));
    String classPath = "missing" + File.pathSeparator + unpacked + AGENT;
    Application application = of(launcher + " --server.port=0", classPath);
    assertEquals("ShopApplication", application.name());
    assertEquals("2.0", application.version());
    assertEquals(List.of("com.acme.shop"), application.packages());
    assertFalse(application.isTool());

    Files.writeString(unpacked.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n");
    assertEquals(List.of(), of(launcher, classPath).packages(), "no Start-Class");
    assertEquals("Other", of("com.acme.Other", classPath).name());
    String jar = jar("shop.jar", "Start-Class", "com.acme.Jarred");
    assertEquals("Jarred", of(launcher, unpacked + File.pathSeparator + jar).name());
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java,Hello",
    "jdk.compiler/com.sun.tools.javac.launcher.Main /tmp/my dir/Hello.java a.java b,Hello",
    "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher src/Hello.java x,Hello",
    "jdk.compiler/com.sun.tools.javac.launcher.Main /usr/bin/backup --all,backup",
  })
  void aProgramThatIsStartedFromItsSourceIsNoTool(String command, String name) {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", command);
    properties.setProperty("jdk.module.main", "jdk.compiler");
    Application application = Application.detect(properties, Map.of());
    assertFalse(application.isTool());
    assertEquals(name, application.name());
    assertEquals(List.of(), application.packages());
    assertEquals("x", Application.detect(properties, Map.of("OTEL_SERVICE_NAME", "x")).name());
  }

  @Test
  void hostAndProcessAreKnownWithoutANameService() {
    assertEquals("web-1", Application.hostName(Map.of("HOSTNAME", "web-1")));
    assertEquals("PC", Application.hostName(Map.of("COMPUTERNAME", "PC", "HOSTNAME", "")));
    Long id = Application.processId();
    if (new File("/proc/self").exists()) {
      assertEquals(ProcessHandle.current().pid(), id);
      assertFalse(Application.hostName(Map.of()).isEmpty());
    }
  }
}
