package io.repohook.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What must hold of everything that arrived, and of the store, once all processes have ended. */
record Aftermath(Installation repohook, RecordingReceiver receiver) {

  /**
   * Every change has one id and one body however often it came, was accepted in the end, and has
   * all records of its attempts; nothing waits, is claimed or lies in the spool.
   *
   * @param kills how many programs were killed, each perhaps before it could record an attempt
   * @param quarantined how many bad files were put into the spool
   */
  void isInOrder(int kills, int quarantined) {
    List<Arrival> all = receiver.all();
    Map<RefChange, Set<String>> ids =
        all.stream().collect(groupingBy(Arrival::change, mapping(Arrival::id, toSet())));
    assertThat(ids.values()).as("one id for each change").allMatch(each -> each.size() == 1);
    Map<String, Set<String>> bodies =
        all.stream().collect(groupingBy(Arrival::id, mapping(Arrival::body, toSet())));
    assertThat(bodies.values()).as("the same bytes").allMatch(each -> each.size() == 1);
    Set<String> accepted =
        all.stream().filter(each -> each.status() == 200).map(Arrival::id).collect(toSet());
    assertThat(accepted).isEqualTo(bodies.keySet());

    List<JsonNode> deliveries = repohook.list("deliveries", "--limit", "1000000");
    assertThat(deliveries).hasSize(ids.size());
    assertThat(deliveries).allMatch(each -> each.path("state").asString().equals("delivered"));
    // One of our own may have come between: the receiver fails often enough to be told of.
    assertThat(repohook.list("events", "--limit", "1000000"))
        .filteredOn(each -> each.path("type").asString().startsWith("git."))
        .hasSize(ids.size());
    Attempts.of(repohook.store()).areAllRecorded(all, kills);
    JsonNode status = repohook.run("status", "--json").json();
    assertThat(status.path("spooled").asInt()).isZero();
    assertThat(status.path("quarantined").asInt()).isEqualTo(quarantined);
    assertThat(status.path("waiting").asInt() + status.path("held").asInt()).isZero();
  }
}
