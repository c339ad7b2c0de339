package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A setting: its key, type, bounds, default and one sentence, in one expression in the package that
 * uses it. Everything else (checking, units, the table in the README) follows from here.
 *
 * <p>Immutable. Durations are nanoseconds and sizes bytes as {@link Long}, so that a value is
 * resolved once and read as a primitive afterwards.
 *
 * @param <T> what the value is once it has been read
 */
public final class Option<T> {
  /** The value of a threshold that is {@code off}: no duration reaches it. */
  public static final long OFF = Long.MAX_VALUE;

  private final String key;
  private final ValueType<T> type;
  private final String summary;
  private final String defaultText;
  private final T defaultValue;
  private final boolean reloads;

  private Option(
      String key,
      ValueType<T> type,
      String summary,
      String defaultText,
      T defaultValue,
      boolean reloads) {
    this.key = key;
    this.type = type;
    this.summary = summary;
    this.defaultText = defaultText;
    this.defaultValue = defaultValue;
    this.reloads = reloads;
  }

  /** Any text. */
  public static Builder<String> text(String key) {
    return new Builder<String>(key, ValueTypes.text());
  }

  /** {@code true} or {@code false}. */
  public static Builder<Boolean> flag(String key) {
    return new Builder<Boolean>(key, ValueTypes.flag());
  }

  /** A whole number; the least or greatest {@code long} as a bound is none. */
  public static Builder<Long> integer(String key, long min, long max) {
    return new Builder<Long>(key, ValueTypes.integer(min, max));
  }

  /**
   * A duration with its unit ({@code 500ms}, {@code 2s}); the value is in nanoseconds.
   *
   * @param min null for none, as for all types with bounds
   * @param max null for none
   */
  public static Builder<Long> duration(String key, String min, String max) {
    return new Builder<Long>(key, ValueTypes.duration(min, max));
  }

  /** A duration within bounds, or {@code off} ({@link #OFF}); the value is in nanoseconds. */
  public static Builder<Long> durationOrOff(String key, String min, String max) {
    return new Builder<Long>(key, ValueTypes.durationOrOff(min, max));
  }

  /** A duration, {@code 0} (everything is slow) or {@code off} ({@link #OFF}); in nanoseconds. */
  public static Builder<Long> threshold(String key) {
    return new Builder<Long>(key, ValueTypes.threshold());
  }

  /** A size with its unit ({@code 64KB}, {@code 10MB}); the value is in bytes. */
  public static Builder<Long> size(String key, String min, String max) {
    return new Builder<Long>(key, ValueTypes.size(min, max));
  }

  /** A size, or {@code off} ({@link #OFF}); the value is in bytes. */
  public static Builder<Long> sizeOrOff(String key, String min, String max) {
    return new Builder<Long>(key, ValueTypes.sizeOrOff(min, max));
  }

  /** A percentage ({@code 2%}, {@code 0.5%}); the value is in millionths of the whole. */
  public static Builder<Long> percent(String key, String min, String max) {
    return new Builder<Long>(key, ValueTypes.percent(min, max));
  }

  /** One of a few words. */
  public static Builder<String> choice(String key, String... words) {
    return new Builder<String>(key, ValueTypes.choice(words));
  }

  /** {@code team=shop,region=eu}. */
  public static Builder<Map<String, String>> labels(String key) {
    return new Builder<Map<String, String>>(key, ValueTypes.labels());
  }

  /** A list of texts with commas between, blanks at the ends ignored. */
  public static Builder<List<String>> texts(String key) {
    return new Builder<List<String>>(key, ValueTypes.texts());
  }

  /** Patterns of methods; a bad one is a problem of its own, the others hold. */
  public static Builder<List<MethodPattern>> patterns(String key) {
    return new Builder<List<MethodPattern>>(key, ValueTypes.patterns());
  }

  /** Thresholds by pattern: {@code com.acme.Report.*=30s, com.acme.Order=off}. */
  public static Builder<List<MethodThreshold>> methodThresholds(String key) {
    return new Builder<List<MethodThreshold>>(key, ValueTypes.methodThresholds());
  }

  /** Thresholds by route or path, {@code /reports/**=10s}, or by method. */
  public static Builder<List<RouteThreshold>> routeThresholds(String key) {
    return new Builder<List<RouteThreshold>>(key, ValueTypes.routeThresholds());
  }

  /** As it stands in the file, without the prefix {@code weftline.}. */
  public String key() {
    return key;
  }

  /** Reads and checks values. */
  ValueType<T> type() {
    return type;
  }

  /** One sentence for the README and for {@code check-config}. */
  public String summary() {
    return summary;
  }

  /** The default as a user would write it; empty if there is none. */
  public String defaultText() {
    return defaultText;
  }

  T defaultValue() {
    return defaultValue;
  }

  /** Whether a change takes effect without a restart. */
  public boolean reloads() {
    return reloads;
  }

  /** What a value may be, in words: {@code 64KB to 1GB}, {@code slow, failed, all or none}. */
  public String bounds() {
    return type.bounds();
  }

  @Override
  public String toString() {
    return key;
  }

  /**
   * The rest of the expression.
   *
   * @param <T> what the value is once it has been read
   */
  public static final class Builder<T> {
    private final String key;
    private final ValueType<T> type;
    private String summary = "";
    private boolean reloads;

    private Builder(String key, ValueType<T> type) {
      this.key = key;
      this.type = type;
    }

    /** One sentence: what it does and for whom. */
    public Builder<T> summary(String sentence) {
      summary = sentence;
      return this;
    }

    /** A change takes effect without a restart. */
    public Builder<T> reloads() {
      reloads = true;
      return this;
    }

    /**
     * Ends the expression; {@code text} is written as a user would.
     *
     * @throws IllegalArgumentException if a user could not write it, so that no build can carry it
     */
    public Option<T> defaultsTo(String text) {
      List<String> problems = new ArrayList<String>(0);
      T value = type.read(text, problems);
      if (value == null || !problems.isEmpty()) {
        throw new IllegalArgumentException("the default of " + key + ": " + problems);
      }
      return new Option<T>(key, type, summary, text, value, reloads);
    }
  }
}
