package io.weftline.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownOptionsTest {
  static final class ShopOptions {
    static final Option<Long> SLOW = Option.threshold("slow.shop").summary("S.").defaultsTo("1s");
    private static final Option<String> HIDDEN = Option.text("hidden").summary("H.").defaultsTo("");
    static final String OTHER = "not an option";
    final Option<String> notStatic = HIDDEN;
  }

  static final class SharedOptions {
    static final Option<Long> SAME = ShopOptions.SLOW;
    static final Option<Boolean> JDBC =
        Option.flag("instrument.jdbc.enabled").summary("Of its own.").defaultsTo("false");
  }

  static final class TwiceOptions {
    static final Option<Long> SLOW = Option.threshold("slow.shop").summary("S.").defaultsTo("2s");
  }

  static final class BrokenOptions {
    static final Option<Long> SLOW = Option.threshold("x").summary("S.").defaultsTo("2");
  }

  private static final class Indexes extends ClassLoader {
    private final Map<String, String> resources = new HashMap<>();

    Indexes(String options, String instrumentations) {
      super(KnownOptionsTest.class.getClassLoader());
      resources.put(KnownOptions.OPTIONS_INDEX, options);
      resources.put(KnownOptions.INSTRUMENTATIONS_INDEX, instrumentations);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      String text = resources.get(name);
      return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Option<?>> load(String instrumentations, Class<?>... types) {
    StringBuilder options = new StringBuilder();
    for (Class<?> type : types) {
      options.append(type.getName()).append("\r\n\n");
    }
    return KnownOptions.load(new Indexes(options.toString(), instrumentations));
  }

  private static List<String> keys(List<Option<?>> options) {
    return options.stream().<String>map(Option::key).toList();
  }

  @Test
  void constantsAreFoundAndSorted() {
    List<Option<?>> options = load("", ShopOptions.class);
    assertEquals(List.of("hidden", "slow.shop"), keys(options));
    assertSame(ShopOptions.SLOW, options.get(1));
  }

  @Test
  void everyPackageOfInstrumentationsHasOneSwitch() {
    List<Option<?>> options =
        load(
            "io.weftline.agent.instrument.jdbc.StatementInstrumentation\n"
                + "io.weftline.agent.instrument.jdbc.ConnectionInstrumentation\n"
                + "io.weftline.agent.instrument.method.MethodInstrumentation\n",
            ShopOptions.class);
    assertEquals(
        List.of("hidden", "instrument.jdbc.enabled", "instrument.method.enabled", "slow.shop"),
        keys(options));
    Option<Boolean> jdbc = KnownOptions.instrument(options, "jdbc");
    assertEquals("Weaves jdbc; false leaves it out.", jdbc.summary());
    assertTrue(Config.of(Map.of(), options).get(jdbc));
    assertThrows(IllegalArgumentException.class, () -> KnownOptions.instrument(options, "servlet"));
  }

  @Test
  void declaredSwitchTakesThePlaceOfTheMadeOne() {
    List<Option<?>> options =
        load("io.weftline.agent.instrument.jdbc.XInstrumentation", SharedOptions.class);
    assertSame(SharedOptions.JDBC, KnownOptions.instrument(options, "jdbc"));
  }

  @Test
  void sameConstantMayBeSharedButNoKeyDeclaredTwice() {
    assertEquals(3, load("", ShopOptions.class, SharedOptions.class).size());
    assertThrows(
        IllegalStateException.class, () -> load("", ShopOptions.class, TwiceOptions.class));
  }

  @Test
  void brokenBuildIsSaid() {
    assertThrows(IllegalStateException.class, () -> load("", BrokenOptions.class));
    assertThrows(IllegalStateException.class, () -> load("com.acme.XInstrumentation"));
    assertThrows(
        IllegalStateException.class, () -> KnownOptions.load(new Indexes("com.acme.None", "")));
    IllegalStateException missing =
        assertThrows(IllegalStateException.class, () -> KnownOptions.load(new Indexes(null, "")));
    assertEquals("the agent's jar lacks io/weftline/agent/options.index", missing.getMessage());
  }

  @Test
  void tableIsOfTheOptions() {
    Option<?> barred = Option.choice("a", "x|y", "z").summary("One | two.").defaultsTo("x|y");
    assertEquals(
        """
        | key | default | allowed | what it does |
        |---|---|---|---|
        | `a` | `x\\|y` | x\\|y or z | One \\| two. |
        | `hidden` |  |  | H. |
        | `slow.shop` | `1s` | a duration such as 500ms, 0 or off | S. |
        """,
        OptionsTable.markdown(List.of(barred, ShopOptions.HIDDEN, ShopOptions.SLOW)));
  }
}
