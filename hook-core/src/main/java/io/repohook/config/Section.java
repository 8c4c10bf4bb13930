package io.repohook.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration, perhaps merged from several files, read key by key.
 *
 * <p>Every key that is asked for counts as known; {@link #finish} reports the others. Reading never
 * throws for what an administrator wrote: a wrong value becomes a problem with its place and its
 * remedy, and the answer is empty, as for a key that is absent. {@link #sound} tells the two apart.
 * Confined to one thread.
 */
public final class Section {
  private final String path;
  private final Place place;
  private final Map<String, ImmutableNode> nodes = new LinkedHashMap<>();
  private final Problems problems;
  private final @Nullable Section parent;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Section> opened = new LinkedHashMap<>();
  private boolean sound;

  private Section(String path, ImmutableNode node, Problems problems, @Nullable Section parent) {
    this.path = path;
    this.place = Origin.of(node).place();
    this.problems = problems;
    this.parent = parent;
    this.sound = Leaf.sound(node);
    node.getChildren().forEach(child -> nodes.put(child.getNodeName(), child));
  }

  static Section root(ImmutableNode node, Problems problems) {
    return new Section("", node, problems, null);
  }

  /** The keys that lead here, such as {@code subscriptions.ci}; empty for a whole file. */
  public String path() {
    return path;
  }

  /** The line of this section's key, in the nearest file that has it. */
  public Place place() {
    return place;
  }

  /** The line of a key in the file that its value came from; without the key, this section's. */
  public Place place(String key) {
    ImmutableNode node = nodes.get(key);
    return node == null ? place : Origin.of(node).place();
  }

  /** The keys that are written, in order; asking does not make them known. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(nodes.keySet());
  }

  public boolean has(String key) {
    return node(key) != null;
  }

  /** False once an error has been reported at or below this section. */
  public boolean sound() {
    return sound;
  }

  public Optional<Scalar> scalar(String key) {
    ImmutableNode node = node(key);
    return node == null ? Optional.empty() : single(key, node);
  }

  public Optional<String> text(String key) {
    return scalar(key).map(Scalar::value);
  }

  /** The values of a list, in order; a single value counts as a list of one. */
  public List<Scalar> scalars(String key) {
    ImmutableNode node = node(key);
    if (node == null) {
      return List.of();
    }
    if (Leaf.of(node) == null) {
      problem(key, "a mapping where a list is expected", "write [VALUE, ...]");
      return List.of();
    }
    if (!(Leaf.of(node) instanceof Leaf.Items items)) {
      return single(key, node).stream().toList();
    }
    List<Scalar> values = new ArrayList<>();
    items.nodes().forEach(item -> single(key, item).ifPresent(values::add));
    return List.copyOf(values);
  }

  public List<String> texts(String key) {
    return scalars(key).stream().map(Scalar::value).toList();
  }

  public Optional<Secret> secret(String key) {
    return scalar(key).flatMap(scalar -> secret(key, scalar));
  }

  public List<Secret> secrets(String key) {
    return each(key, scalar -> secret(key, scalar));
  }

  /** {@code true} or {@code false}; YAML's other words for them are errors. */
  public Optional<Boolean> flag(String key) {
    return scalar(key)
        .flatMap(
            scalar ->
                switch (scalar.value()) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default ->
                      wrong(key, scalar, "unknown value '" + scalar + "'", "write true or false");
                });
  }

  /** A number with a unit: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d}. */
  public Optional<Duration> duration(String key) {
    return scalar(key).flatMap(scalar -> duration(key, scalar));
  }

  public List<Duration> durations(String key) {
    return each(key, scalar -> duration(key, scalar));
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public Optional<Integer> number(String key, int min, int max) {
    return scalar(key)
        .flatMap(
            scalar -> {
              String remedy = "write a whole number from " + min + " to " + max;
              if (!scalar.value().matches("-?[0-9]{1,10}")) {
                return wrong(key, scalar, "'" + scalar + "' is not a number", remedy);
              }
              long number = Long.parseLong(scalar.value());
              return number >= min && number <= max
                  ? Optional.of((int) number)
                  : wrong(key, scalar, "'" + scalar + "' is out of range", remedy);
            });
  }

  /** The value that one of the words stands for. */
  public <E> Optional<E> oneOf(String key, Map<String, E> words) {
    return scalar(key)
        .flatMap(
            scalar -> {
              E meant = words.get(scalar.value());
              if (meant != null) {
                return Optional.of(meant);
              }
              List<String> sorted = words.keySet().stream().sorted().toList();
              String remedy =
                  NearestWord.to(scalar.value(), sorted)
                      .map(word -> "did you mean '" + word + "'?")
                      .orElse("write one of: " + String.join(", ", sorted));
              return this.<E>wrong(key, scalar, "unknown value '" + scalar + "'", remedy);
            });
  }

  /** The mapping behind a key; empty without the key. A key with nothing behind it is one. */
  public Optional<Section> section(String key) {
    ImmutableNode node = node(key);
    return node == null || !mapping(key, node) ? Optional.empty() : Optional.of(open(key, node));
  }

  /** A mapping of mappings, by name, in order. */
  public Map<String, Section> sections(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    section(key)
        .ifPresent(
            outer ->
                outer
                    .nodes
                    .keySet()
                    .forEach(
                        name -> outer.section(name).ifPresent(inner -> sections.put(name, inner))));
    return Collections.unmodifiableMap(sections);
  }

  /** A mapping of single values, by name, in order. */
  public Map<String, Scalar> map(String key) {
    Map<String, Scalar> values = new LinkedHashMap<>();
    section(key)
        .ifPresent(
            outer ->
                outer
                    .nodes
                    .keySet()
                    .forEach(
                        name -> outer.scalar(name).ifPresent(value -> values.put(name, value))));
    return Collections.unmodifiableMap(values);
  }

  /**
   * Whatever the administrator likes behind a key, for others to read: a mapping by name, in order,
   * of texts, lists and mappings. A reference in it is an error, as what it stands for is a secret.
   */
  public Map<String, Object> values(String key) {
    ImmutableNode node = node(key);
    return node == null || !mapping(key, node) ? Map.of() : values(key, node);
  }

  private Map<String, Object> values(String key, ImmutableNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    node.getChildren()
        .forEach(
            child ->
                value(key + "." + child.getNodeName(), child)
                    .ifPresent(value -> values.put(child.getNodeName(), value)));
    return Collections.unmodifiableMap(values);
  }

  private Optional<Object> value(String key, ImmutableNode node) {
    if (Leaf.of(node) == null) {
      return Optional.of(values(key, node));
    }
    if (Leaf.of(node) instanceof Leaf.Items items) {
      return Optional.of(
          items.nodes().stream().flatMap(each -> value(key, each).stream()).toList());
    }
    return single(key, node)
        .flatMap(
            scalar ->
                scalar.value().equals(scalar.written())
                    ? Optional.of(scalar.value())
                    : wrong(
                        key,
                        scalar,
                        "a reference, and every receiver would be told",
                        "write it out"));
  }

  /**
   * Reports an error at a key, or at this section where the key is absent. An empty key stands for
   * the section itself. The texts must not quote a {@link Scalar#value}: it may be a secret.
   */
  public void problem(String key, String wrong, String remedy) {
    error(place(key), key, wrong, remedy);
  }

  /** Reports a warning, as {@link #problem} does an error. */
  public void warning(String key, String wrong, String remedy) {
    problems.warning(place(key), full(key), wrong, remedy);
  }

  /**
   * Tells that a value is a secret: {@link Problems#writtenSecrets} has it, unless it is a
   * reference.
   *
   * @param key where it was found, perhaps with the names of keys below it
   */
  public void secretAt(String key, Scalar value) {
    if (value.isWrittenOut()) {
      problems.written(new WrittenSecret(value.place(), full(key)));
    }
  }

  /**
   * Reports the keys of this section that nobody asked for; each section inside finishes itself.
   * Called when all reading is done.
   */
  public void finish() {
    for (String key : nodes.keySet()) {
      if (!known.contains(key)) {
        problem(key, "unknown key", NearestWord.remedy(key, known));
      }
    }
  }

  /** Reports a wrong value at its own line, which in a list is not the key's. */
  <T> Optional<T> wrong(String key, Scalar scalar, String wrong, String remedy) {
    error(scalar.place(), key, wrong, remedy);
    return Optional.empty();
  }

  private Optional<Secret> secret(String key, Scalar scalar) {
    if (scalar.value().isEmpty()) {
      return wrong(key, scalar, "is empty", "write ${file:NAME} and put it into secrets/NAME");
    }
    secretAt(key, scalar);
    return Optional.of(new Secret(scalar.value()));
  }

  private Optional<Duration> duration(String key, Scalar scalar) {
    Optional<Duration> duration = DurationText.parse(scalar.value());
    return duration.isPresent()
        ? duration
        : wrong(key, scalar, "'" + scalar + "' is not a duration", DurationText.REMEDY);
  }

  <T> List<T> each(String key, Function<Scalar, Optional<T>> parse) {
    return scalars(key).stream().flatMap(scalar -> parse.apply(scalar).stream()).toList();
  }

  private Optional<Scalar> single(String key, ImmutableNode node) {
    Leaf leaf = Leaf.of(node);
    if (leaf instanceof Leaf.Text text) {
      return text.resolved() ? Optional.of(text.scalar()) : Optional.empty();
    }
    Place where = Origin.of(node).place();
    if (leaf instanceof Leaf.Nothing) {
      error(where, key, "has no value", "give it one, or remove it");
    } else {
      String wrong = Leaf.kind(node) + " where a single value is expected";
      error(where, key, wrong, "write one value");
    }
    return Optional.empty();
  }

  private boolean mapping(String key, ImmutableNode node) {
    if (Leaf.of(node) == null || Leaf.of(node) instanceof Leaf.Nothing) {
      return true;
    }
    if (Leaf.of(node) instanceof Leaf.Text text && !text.resolved()) {
      return false; // told already
    }
    String wrong = Leaf.kind(node) + " where a mapping is expected";
    problem(key, wrong, "write its settings as 'name: value', indented below it");
    return false;
  }

  private Section open(String key, ImmutableNode node) {
    return opened.computeIfAbsent(key, name -> new Section(full(name), node, problems, this));
  }

  private @Nullable ImmutableNode node(String key) {
    known.add(key);
    return nodes.get(key);
  }

  private String full(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  private void error(Place where, String key, String wrong, String remedy) {
    problems.error(where, full(key), wrong, remedy);
    for (Section section = this; section != null; section = section.parent) {
      section.sound = false;
    }
  }
}
