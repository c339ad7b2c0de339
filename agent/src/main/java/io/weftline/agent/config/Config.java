package io.weftline.agent.config;

/** The values in force, with where each came from. Immutable: a reload makes another one. */
public final class Config {

  public <T> T get(Option<T> option) {
    throw new UnsupportedOperationException(option.key());
  }
}
