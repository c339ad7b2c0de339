package io.weftline.agent.config;

import java.util.List;
import java.util.Map;

/** The types of values that options have. */
final class ValueTypes {
  private ValueTypes() {}

  static ValueType<String> text() {
    return null;
  }

  static ValueType<Boolean> flag() {
    return null;
  }

  static ValueType<Long> integer(long min, long max) {
    return null;
  }

  static ValueType<Long> duration(String min, String max) {
    return null;
  }

  static ValueType<Long> threshold() {
    return null;
  }

  static ValueType<Long> size(String min, String max) {
    return null;
  }

  static ValueType<String> choice(String... words) {
    return null;
  }

  static ValueType<Map<String, String>> labels() {
    return null;
  }

  static ValueType<List<String>> texts() {
    return null;
  }

  static ValueType<List<MethodPattern>> patterns() {
    return null;
  }

  static ValueType<List<MethodThreshold>> methodThresholds() {
    return null;
  }
}
