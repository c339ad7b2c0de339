package io.weftline.agent.weave;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes compiled from sources in a test, and a loader of their own for them. */
public final class CompiledClasses {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|@interface|enum|record)\\s+([\\w$]+)");

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private CompiledClasses() {}

  /** For files that are made otherwise, by their binary names. */
  public static CompiledClasses of(Map<String, byte[]> files) {
    CompiledClasses classes = new CompiledClasses();
    classes.files.putAll(files);
    return classes;
  }

  /**
   * @param sources of a file each, the type that names the file first
   */
  public static CompiledClasses of(String... sources) {
    CompiledClasses classes = new CompiledClasses();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
    Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();
    JavaFileManager manager =
        new ForwardingJavaFileManager<StandardJavaFileManager>(standard) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject of) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                made.put(name, out);
                return out;
              }
            };
          }
        };
    List<JavaFileObject> units = new ArrayList<>();
    for (String source : sources) {
      units.add(unit(source));
    }
    StringWriter messages = new StringWriter();
    List<String> options = List.of("-g", "-proc:none", "-nowarn");
    if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
      throw new AssertionError(messages.toString());
    }
    made.forEach((name, out) -> classes.files.put(name, out.toByteArray()));
    return classes;
  }

  private static JavaFileObject unit(String source) {
    Matcher named = PACKAGE.matcher(source);
    String prefix = named.find() ? named.group(1).replace('.', '/') + "/" : "";
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException(source);
    }
    URI uri = URI.create("mem:///" + prefix + type.group(1).replace("$", "%24") + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }

  /** The same classes and some more. */
  public CompiledClasses and(Map<String, byte[]> more) {
    CompiledClasses classes = of(files);
    classes.files.putAll(more);
    return classes;
  }

  public byte[] bytes(String name) {
    return files.get(name);
  }

  public ClassFile file(String name) {
    return new ClassFile(files.get(name));
  }

  public Map<String, byte[]> files() {
    return files;
  }

  /** Looks here first. */
  public Loader loader() {
    return new Loader(files, CompiledClasses.class.getClassLoader());
  }

  /** What is above a class, for instrumentations that ask. */
  public Supertypes supertypes(String name) {
    return new Supertypes(new Hierarchy(), loader(), file(name));
  }

  /** Defines the classes that it has files of, and finds these. */
  public static class Loader extends ClassLoader {
    private final Map<String, byte[]> files;

    public Loader(Map<String, byte[]> files, ClassLoader parent) {
      super(parent);
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> type = findLoadedClass(name);
        return type != null ? type : defineClass(name, bytes, 0, bytes.length);
      }
    }

    @Override
    public InputStream getResourceAsStream(String path) {
      if (path.endsWith(".class")) {
        byte[] bytes = files.get(path.substring(0, path.length() - 6).replace('/', '.'));
        if (bytes != null) {
          return new ByteArrayInputStream(bytes);
        }
      }
      return super.getResourceAsStream(path);
    }
  }
}
