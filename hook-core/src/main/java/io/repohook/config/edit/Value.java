package io.repohook.config.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a key of a configuration file is to have. */
public sealed interface Value {

  /** One value, as it is meant; quotes are added where YAML needs them. */
  record Text(String text) implements Value {}

  /** A list. */
  record Items(List<String> texts) implements Value {
    public Items {
      texts = List.copyOf(texts);
    }
  }

  /** A mapping, in order. */
  record Keys(Map<String, Value> entries) implements Value {
    public Keys {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A mapping of one key. */
    public static Keys of(String key, Value value) {
      return new Keys(Map.of(key, value));
    }
  }
}
