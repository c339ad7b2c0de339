import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Runs Maven in the version that {@code maven-wrapper.properties} names: {@code java
 * .mvn/wrapper/MavenWrapper.java verify}. {@code mvnw} and {@code mvnw.cmd} call it.
 *
 * <p>The first run downloads Maven, checks its SHA-512 and unpacks it under {@code
 * ~/.m2/wrapper/dists}; the directory is keyed by the checksum and appears under its name only when
 * it is complete, so runs at the same time need no lock. Everything is done by the JDK, because a
 * machine with a JDK need not have curl, wget or unzip.
 *
 * <p>Written in Java 11, so that an older JDK is told what is missing instead of a syntax error.
 */
public final class MavenWrapper {
  private static final int REQUIRED_JAVA = 17;
  private static final int[] OLDEST_FALL_BACK = {3, 8, 6};
  private static final int ATTEMPTS = 3;
  private static final String GROUP = "org.apache.maven";
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  public static void main(String[] args) throws InterruptedException {
    int exitCode;
    try {
      if (Runtime.version().feature() < REQUIRED_JAVA) {
        throw new Refusal(
            "this JVM is "
                + Runtime.version()
                + " ("
                + System.getProperty("java.home")
                + "); a JDK of "
                + REQUIRED_JAVA
                + " or later is needed, by JAVA_HOME or the PATH");
      }
      exitCode = run(maven(), args);
    } catch (Refusal e) {
      System.err.println("mvnw: " + e.getMessage());
      exitCode = 1;
    } catch (IOException e) {
      System.err.println("mvnw: Maven could not be started: " + describe(e));
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  /** The launcher of the right Maven, downloaded if it is not there yet. */
  private static Path maven() throws IOException, InterruptedException {
    Properties properties = properties();
    String version = required(properties, "mavenVersion");
    String sha512 = required(properties, "mavenSha512").toLowerCase(Locale.ROOT);
    if (!version.matches("[0-9A-Za-z.-]+") || !sha512.matches("[0-9a-f]{128}")) {
      throw new Refusal("maven-wrapper.properties: mavenVersion or mavenSha512 is not well formed");
    }
    Path home = dists().resolve("apache-maven-" + version).resolve(sha512.substring(0, 16));
    Path launcher = home.resolve("bin").resolve(WINDOWS ? "mvn.cmd" : "mvn");
    if (Files.isRegularFile(launcher)) {
      return launcher;
    }
    Settings settings = Settings.read();
    URI source = source(settings, version);
    System.err.println("mvnw: downloading Maven " + version + " from " + source.getHost());
    try {
      install(settings, source, sha512, home);
      return launcher;
    } catch (IOException e) {
      return fallBack(version, source, e);
    }
  }

  /** Fetches, checks and unpacks beside the target, then gives the whole its name at once. */
  private static void install(Settings settings, URI source, String sha512, Path home)
      throws IOException, InterruptedException {
    Files.createDirectories(home.getParent());
    Path work = Files.createTempDirectory(home.getParent(), ".unfinished-");
    try {
      Path zip = work.resolve("maven.zip");
      String actual = download(settings, source, zip);
      if (!actual.equals(sha512)) {
        throw new Refusal(
            "what "
                + source
                + " delivered is not the expected Maven and was thrown away\n"
                + "  expected SHA-512 "
                + sha512
                + "\n  received SHA-512 "
                + actual);
      }
      Path unpacked = work.resolve("maven");
      unpack(zip, unpacked);
      try {
        Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw new Refusal("no directory can be renamed in " + home.getParent());
      } catch (FileSystemException e) {
        // Another run was faster: what it unpacked had the same checksum.
        if (!Files.isDirectory(home.resolve("bin"))) {
          throw e;
        }
      }
    } finally {
      delete(work);
    }
  }

  /** Returns the SHA-512 of what arrived. */
  private static String download(Settings settings, URI source, Path target)
      throws IOException, InterruptedException {
    Proxy proxy = settings.proxyFor(source);
    for (int attempt = 1; ; attempt++) {
      try {
        // Without a proxy of ours the JVM's own properties hold (https.proxyHost and its like).
        URLConnection connection =
            proxy == null ? source.toURL().openConnection() : source.toURL().openConnection(proxy);
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(60_000);
        int status = ((HttpURLConnection) connection).getResponseCode();
        if (status != 200) {
          throw new IOException("status " + status);
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = new DigestInputStream(connection.getInputStream(), digest)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return String.format(Locale.ROOT, "%0128x", new BigInteger(1, digest.digest()));
      } catch (NoSuchAlgorithmException e) {
        throw new Refusal("this JVM has no SHA-512");
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(attempt);
      }
    }
  }

  /** Leaves the archive's only top directory out, and refuses what would land outside. */
  private static void unpack(Path zip, Path target) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        Path file = target.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!file.startsWith(target)) {
          throw new Refusal("the archive has an entry outside of its directory: " + name);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    File launcher = target.resolve("bin").resolve("mvn").toFile();
    if (!launcher.setExecutable(true, false) && !WINDOWS) {
      throw new IOException(launcher + " cannot be made executable");
    }
  }

  /** A {@code mvn} on the PATH that is new enough stands in when nothing can be downloaded. */
  private static Path fallBack(String version, URI source, IOException reason)
      throws IOException, InterruptedException {
    String problem =
        "Maven " + version + " could not be had from " + source.getHost() + ": " + describe(reason);
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator)) {
      Path candidate = Path.of(directory).resolve(WINDOWS ? "mvn.cmd" : "mvn");
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        String found = versionOf(candidate);
        if (found != null) {
          System.err.println("mvnw: " + problem + "; using " + candidate + " " + found);
          return candidate;
        }
      }
    }
    throw new Refusal(
        problem
            + "\n  behind a mirror: set MVNW_REPOURL to its address, or name it in"
            + " ~/.m2/settings.xml (mirrorOf central or *)"
            + "\n  behind a proxy: set https_proxy");
  }

  /** The version if it will do, else null. */
  private static String versionOf(Path mvn) throws IOException, InterruptedException {
    ProcessBuilder builder = command(mvn, "--version");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String found = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Pattern pattern = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = pattern.matcher(line);
        if (found == null && matcher.find() && isRecent(matcher)) {
          found = matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
        }
      }
    }
    process.waitFor();
    return found;
  }

  private static boolean isRecent(Matcher version) {
    for (int i = 0; i < OLDEST_FALL_BACK.length; i++) {
      int difference = Integer.parseInt(version.group(i + 1)) - OLDEST_FALL_BACK[i];
      if (difference != 0) {
        return difference > 0;
      }
    }
    return true;
  }

  private static int run(Path mvn, String[] args) throws IOException, InterruptedException {
    Process process = command(mvn, args).inheritIO().start();
    // Whoever stops the wrapper means Maven.
    Thread stop = new Thread(() -> stop(process), "mvnw-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    return process.waitFor();
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Maven runs on the JVM that runs the wrapper. */
  private static ProcessBuilder command(Path mvn, String... args) {
    List<String> command = new ArrayList<>();
    command.add(mvn.toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static Properties properties() throws IOException {
    String project = System.getProperty("maven.multiModuleProjectDirectory");
    Path directory = Path.of(project == null ? "" : project).toAbsolutePath().normalize();
    for (Path at = directory; at != null; at = at.getParent()) {
      Path file = at.resolve(".mvn").resolve("wrapper").resolve("maven-wrapper.properties");
      if (Files.isRegularFile(file)) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
          properties.load(in);
        }
        return properties;
      }
    }
    throw new Refusal("no .mvn/wrapper/maven-wrapper.properties in " + directory + " or above");
  }

  private static String required(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new Refusal("maven-wrapper.properties: " + key + " is missing");
    }
    return value.trim();
  }

  /** Where Maven is fetched: what the user says, the mirror of the settings, else the standard. */
  private static URI source(Settings settings, String version) {
    String repository = System.getenv("MVNW_REPOURL");
    if (repository == null || repository.isBlank()) {
      repository = settings.mirror;
    }
    if (repository == null) {
      String[] group = GROUP.split("\\.");
      repository = "https://repo." + group[2] + "." + group[1] + "." + group[0] + "/maven2";
    }
    repository = repository.trim().replaceAll("/+$", "");
    String path = "/" + GROUP.replace('.', '/') + "/apache-maven/" + version;
    try {
      URI uri = URI.create(repository + path + "/apache-maven-" + version + "-bin.zip");
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException("no http or https address");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new Refusal("the repository's address is wrong: " + repository);
    }
  }

  private static Path dists() {
    String home = System.getenv("MAVEN_USER_HOME");
    Path user = home == null || home.isBlank() ? userHomes().get(0).resolve(".m2") : Path.of(home);
    return user.toAbsolutePath().resolve("wrapper").resolve("dists");
  }

  /** Other tools of a shell go by HOME, Maven goes by what the system says of the user. */
  private static List<Path> userHomes() {
    List<Path> homes = new ArrayList<>();
    String home = System.getenv("HOME");
    if (home != null && !home.isBlank() && !WINDOWS) {
      homes.add(Path.of(home));
    }
    homes.add(Path.of(System.getProperty("user.home")));
    return homes;
  }

  private static String describe(IOException e) {
    String type = e.getClass().getSimpleName();
    return e.getMessage() == null ? type : type + ": " + e.getMessage();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** The parts of {@code ~/.m2/settings.xml} and of the environment that a download needs. */
  private static final class Settings {
    private final String mirror;
    private final List<Element> proxies;

    private Settings(String mirror, List<Element> proxies) {
      this.mirror = mirror;
      this.proxies = proxies;
    }

    static Settings read() throws IOException {
      for (Path home : userHomes()) {
        Path file = home.resolve(".m2").resolve("settings.xml");
        if (Files.isRegularFile(file)) {
          Document document = parse(file);
          return new Settings(mirror(document), elements(document, "proxy"));
        }
      }
      return new Settings(null, List.of());
    }

    private static Document parse(Path file) throws IOException {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file.toFile());
      } catch (ParserConfigurationException | SAXException e) {
        throw new Refusal(file + " cannot be read: " + e.getMessage());
      }
    }

    private static String mirror(Document document) {
      for (Element mirror : elements(document, "mirror")) {
        List<String> of = List.of(text(mirror, "mirrorOf").replace(" ", "").split(","));
        boolean matches = of.contains("*") || of.contains("external:*") || of.contains("central");
        if (matches && !of.contains("!central") && !text(mirror, "blocked").equals("true")) {
          return text(mirror, "url");
        }
      }
      return null;
    }

    /** The proxy to ask for this address; null if the JVM's own settings are to hold. */
    Proxy proxyFor(URI target) {
      for (Element proxy : proxies) {
        boolean active = !text(proxy, "active").equals("false");
        if (active && !isExcluded(target.getHost(), text(proxy, "nonProxyHosts").split("\\|"))) {
          String port = text(proxy, "port");
          answer(text(proxy, "username"), text(proxy, "password"));
          return proxy(text(proxy, "host"), port.isEmpty() ? 8080 : Integer.parseInt(port));
        }
      }
      String variable = target.getScheme() + "_proxy";
      String value = firstSet(variable, variable.toUpperCase(Locale.ROOT));
      String excluded = firstSet("no_proxy", "NO_PROXY");
      if (value == null || isExcluded(target.getHost(), String.valueOf(excluded).split(","))) {
        return null;
      }
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() == null) {
        throw new Refusal(variable + " is not the address of a proxy");
      }
      String[] user = String.valueOf(uri.getUserInfo()).split(":", 2);
      answer(uri.getUserInfo() == null ? "" : user[0], user.length == 2 ? user[1] : "");
      return proxy(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    private static Proxy proxy(String host, int port) {
      return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
    }

    /** Gives the proxy, and nobody else, the password that the user has written down for it. */
    private static void answer(String user, String password) {
      if (user.isEmpty()) {
        return;
      }
      // By default a JVM sends no proxy a password in clear text: here the user asked for it.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      Authenticator.setDefault(
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              return getRequestorType() == RequestorType.PROXY
                  ? new PasswordAuthentication(user, password.toCharArray())
                  : null;
            }
          });
    }

    /** {@code *.example.com} and {@code localhost} as Maven has it, {@code .example.com} too. */
    private static boolean isExcluded(String host, String[] patterns) {
      for (String each : patterns) {
        String pattern = each.trim();
        String suffix = pattern.startsWith("*") ? pattern.substring(1) : pattern;
        boolean isSuffix = pattern.startsWith("*") || pattern.startsWith(".");
        if (!pattern.isEmpty() && (isSuffix ? host.endsWith(suffix) : host.equals(pattern))) {
          return true;
        }
      }
      return false;
    }

    private static String firstSet(String... variables) {
      for (String variable : variables) {
        String value = System.getenv(variable);
        if (value != null && !value.isBlank()) {
          return value.trim();
        }
      }
      return null;
    }

    private static List<Element> elements(Document document, String name) {
      NodeList nodes = document.getElementsByTagName(name);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        elements.add((Element) nodes.item(i));
      }
      return elements;
    }

    private static String text(Element parent, String name) {
      NodeList nodes = parent.getElementsByTagName(name);
      return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().trim();
    }
  }

  /** Ends the run with a message for the user; nothing is tried instead. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  private MavenWrapper() {}
}
