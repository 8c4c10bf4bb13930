package io.repohook.acceptance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The records of the attempts, read from the store itself: the program shows one delivery's only.
 */
record Attempts(List<OfDelivery> all) {
  private static final String QUERY =
      """
      SELECT id, attempts, claimed_by IS NOT NULL,
        (SELECT count(*) FROM attempt WHERE delivery_seq = seq),
        (SELECT max(number) FROM attempt WHERE delivery_seq = seq),
        (SELECT count(*) FROM attempt WHERE delivery_seq = seq AND outcome = 'delivered')
      FROM delivery
      """;

  record OfDelivery(
      String id, int counted, boolean leased, int recorded, int last, int delivered) {}

  static Attempts of(Path store) {
    List<OfDelivery> all = new ArrayList<>();
    read(
        store,
        QUERY,
        row ->
            all.add(
                new OfDelivery(
                    row.getString(1),
                    row.getInt(2),
                    row.getBoolean(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6))));
    return new Attempts(all);
  }

  /** How many records and bodies are left of deliveries that are no more. */
  static int ofNoDelivery(Path store) {
    List<Integer> counts = new ArrayList<>();
    for (String table : List.of("attempt", "delivery_body")) {
      read(
          store,
          "SELECT count(*) FROM %s WHERE delivery_seq NOT IN (SELECT seq FROM delivery)"
              .formatted(table),
          row -> counts.add(row.getInt(1)));
    }
    return counts.stream().mapToInt(each -> each).sum();
  }

  private interface Row {
    void in(ResultSet row) throws SQLException;
  }

  private static void read(Path store, String query, Row each) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        each.in(row);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** No record is missing but those of attempts that were under way when a process was killed. */
  void areAllRecorded(List<Arrival> arrivals, int kills) {
    Map<String, Long> requests = arrivals.stream().collect(groupingBy(Arrival::id, counting()));
    for (OfDelivery each : all) {
      assertThat(each.leased()).as("%s is claimed", each).isFalse();
      assertThat(each.recorded()).as("%s", each).isEqualTo(each.counted()).isEqualTo(each.last());
      assertThat(each.delivered()).as("%s", each).isEqualTo(1);
      // An attempt that was too slow may have ended before its request was read.
      assertThat(requests.get(each.id()))
          .as("requests of %s", each)
          .isLessThanOrEqualTo((long) each.recorded() + kills);
    }
  }
}
