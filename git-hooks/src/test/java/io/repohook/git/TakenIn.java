package io.repohook.git;

import io.repohook.event.Event;
import io.repohook.event.Push;
import io.repohook.event.Repository;
import io.repohook.event.Tag;
import io.repohook.git.ledger.Ledger;
import io.repohook.git.push.Limits;
import io.repohook.intake.Answer;
import io.repohook.intake.CommitInterest;
import io.repohook.intake.Situation;
import io.repohook.intake.Standing;
import io.repohook.outbox.SourceState;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.spool.SpoolFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes in spool files one after the other, as intake does, and keeps the state in memory. */
final class TakenIn implements SourceState {
  static final Duration GRACE = Duration.ofSeconds(60);

  /** As a server has them that says nothing of them. */
  static final Limits LIMITS = new Limits(2_048, 3_000, 1 << 20);

  private Limits limits = LIMITS;
  private final GitSource source = new GitSource(() -> GRACE, () -> limits);
  final Map<String, Set<SubscriptionKey>> audiences = new HashMap<>();
  private final TreeMap<String, String> state = new TreeMap<>();
  private final Path repository;
  private List<CommitInterest> interests = List.of();

  /** How many values of the state were read by the beginnings of their keys. */
  int read;

  TakenIn(Path repository) {
    this.repository = repository;
  }

  /** From now on these single commits are wanted. */
  void want(CommitInterest... wanted) {
    interests = List.of(wanted);
  }

  /** From now on no more is listed than this. */
  void limit(Limits wanted) {
    limits = wanted;
  }

  /** Forgets what the state has under keys that begin so. */
  void forget(String prefix) {
    state.keySet().removeIf(key -> key.startsWith(prefix));
  }

  Path repository() {
    return repository;
  }

  /** Takes in all files, each while the ones after it wait; the events of all. */
  List<Event> take(SpoolFile... files) throws Exception {
    return takeAll(List.of(files));
  }

  List<Event> takeAll(List<SpoolFile> files) throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      events.addAll(takeFirst(files.subList(i, files.size())));
    }
    return events;
  }

  /** Takes in the first file while the others wait. */
  List<Event> takeFirst(List<SpoolFile> files) throws Exception {
    Situation situation =
        new Situation(
            Repository.git("earthmover/ocean"),
            repository,
            Standing.FOR_OTHERS,
            this,
            () -> files.subList(1, files.size()),
            GitFixture.NOW.plus(GRACE),
            true,
            interests);
    Answer.Told told = (Answer.Told) source.take(files.get(0), situation);
    told.stateChanges()
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(set -> state.put(key, set), () -> state.remove(key)));
    audiences.putAll(told.audiences());
    return told.events();
  }

  /** Takes in one file that tells of one branch. */
  Push push(SpoolFile file) throws Exception {
    return (Push) only(take(file));
  }

  /** Takes in one file that tells of one tag. */
  Tag tag(SpoolFile file) throws Exception {
    return (Tag) only(take(file));
  }

  private static io.repohook.event.EventData only(List<Event> events) {
    if (events.size() != 1) {
      throw new AssertionError("expected one event: " + events);
    }
    return events.get(0).data();
  }

  /** The ledger as lines {@code <ref> <id>}, sorted. */
  List<String> ledger() {
    return ledger(this);
  }

  static List<String> ledger(SourceState state) {
    return Ledger.of(state).stream()
        .flatMap(ledger -> new TreeMap<>(ledger.refs()).entrySet().stream())
        .map(each -> each.getKey() + " " + each.getValue())
        .toList();
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(state.get(key));
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    Map<String, String> values = new TreeMap<>(state.subMap(prefix, prefix + Character.MAX_VALUE));
    read += values.size();
    return values;
  }

  @Override
  public Map<String, String> next(String prefix, String after, int most) {
    Map<String, String> next = new LinkedHashMap<>();
    state.subMap(prefix, prefix + Character.MAX_VALUE).entrySet().stream()
        .filter(each -> each.getKey().compareTo(after) > 0)
        .limit(most)
        .forEach(each -> next.put(each.getKey(), each.getValue()));
    read += next.size();
    return next;
  }
}
