package io.repohook.format.template;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as a template reads it: maps, lists and words, each look-up and each step counted. */
final class BoundedModel {
  private BoundedModel() {}

  static @Nullable Object of(JsonNode node, Effort effort) {
    if (node.isObject()) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      node.properties().forEach(each -> entries.put(each.getKey(), of(each.getValue(), effort)));
      return new Entries(entries, node.toString(), effort);
    }
    if (node.isArray()) {
      List<@Nullable Object> values = new ArrayList<>();
      node.forEach(each -> values.add(of(each, effort)));
      return new Values(values, node.toString(), effort);
    }
    return node.isNull() ? null : node.isBoolean() ? node.booleanValue() : node.asString();
  }

  /** An object; written as a whole it is the JSON that it was. */
  private static final class Entries extends AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> entries;
    private final String json;
    private final Effort effort;

    Entries(Map<String, @Nullable Object> entries, String json, Effort effort) {
      this.entries = entries;
      this.json = json;
      this.effort = effort;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      effort.spend();
      return entries.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      effort.spend();
      return entries.get(key);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return Collections.unmodifiableSet(entries.entrySet());
    }

    @Override
    public String toString() {
      return json;
    }
  }

  /** An array; written as a whole it is the JSON that it was. */
  private static final class Values implements Iterable<@Nullable Object> {
    private final List<@Nullable Object> values;
    private final String json;
    private final Effort effort;

    Values(List<@Nullable Object> values, String json, Effort effort) {
      this.values = values;
      this.json = json;
      this.effort = effort;
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
      Iterator<@Nullable Object> each = values.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public @Nullable Object next() {
          effort.spend();
          return each.next();
        }
      };
    }

    @Override
    public String toString() {
      return json;
    }
  }
}
