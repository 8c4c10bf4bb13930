package io.repohook.outbox.sqlite;

import io.repohook.channel.Downloads;
import io.repohook.event.Coordinates;
import io.repohook.outbox.Addresses;
import io.repohook.outbox.Digests;
import io.repohook.outbox.DownloadCount;
import io.repohook.outbox.NewCounting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Counts the downloads of digests, within somebody's transaction: a row for each artifact. */
final class Countings {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<Downloads.File>> FILES = new TypeReference<>() {};

  /** What a message says of a file besides its path, in bytes. */
  private static final int EACH = 60;

  private static final Comparator<Downloads.File> MOST_WANTED =
      Comparator.comparingLong(Downloads.File::downloads)
          .reversed()
          .thenComparing(Downloads.File::path);

  private final Handle handle;

  Countings(Handle handle) {
    this.handle = handle;
  }

  /** Whether these downloads open a digest, so that their first event is to be recorded. */
  boolean opens(NewCounting counting, Instant at) {
    OpenDigests digests = new OpenDigests(handle);
    digests.sealWhatIsOver(counting.opening(), at);
    return digests.find(counting.opening()).isEmpty();
  }

  void add(NewCounting counting, Instant at) {
    OpenDigests digests = new OpenDigests(handle);
    digests.open(counting.opening(), at);
    long digest = digests.seq(counting.opening());
    // In the order of the index: one page of it after the other is written.
    TreeMap<String, DownloadCount> all = new TreeMap<>();
    counting.counts().forEach(each -> all.put(each.thing(), each));
    long downloads = all.values().stream().mapToLong(DownloadCount::downloads).sum();
    addKept(digest, all);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO digest_download
              (digest_seq, thing, group_id, artifact_id, version, downloads, files, addresses)
            VALUES (:digest, :thing, :group, :artifact, :version, :downloads, :files, :addresses)
            ON CONFLICT (digest_seq, thing) DO UPDATE SET downloads = excluded.downloads,
              files = excluded.files, addresses = excluded.addresses
            """);
    for (DownloadCount sum : all.values()) {
      Coordinates of = sum.coordinates();
      batch
          .bind("digest", digest)
          .bind("thing", sum.thing())
          .bind("group", of == null ? null : of.group())
          .bind("artifact", of == null ? null : of.artifact())
          .bind("version", of == null ? null : of.version())
          .bind("downloads", sum.downloads())
          .bind("files", JSON.writeValueAsString(sum.files()))
          .bind("addresses", sum.addresses().encode())
          .add();
    }
    batch.execute();
    handle.execute("UPDATE digest SET downloads = downloads + ? WHERE seq = ?", downloads, digest);
  }

  /** Adds what the digest has counted of these already: one query for all of them. */
  private void addKept(long digest, Map<String, DownloadCount> all) {
    handle
        .createQuery(
            """
            SELECT digest_download.* FROM json_each(?) CROSS JOIN digest_download
            WHERE digest_seq = ? AND thing = value
            """)
        .bind(0, JSON.writeValueAsString(all.keySet()))
        .bind(1, digest)
        .map((row, context) -> count(row))
        .forEach(
            kept ->
                all.merge(
                    kept.thing(),
                    kept,
                    (added, before) -> {
                      before.add(added);
                      return before;
                    }));
  }

  private static DownloadCount count(ResultSet row) throws SQLException {
    return DownloadCount.of(
        row.getString("thing"),
        coordinates(row),
        row.getLong("downloads"),
        JSON.readValue(row.getString("files"), FILES),
        Addresses.decode(row.getBytes("addresses")));
  }

  private static @Nullable Coordinates coordinates(ResultSet row) throws SQLException {
    String group = row.getString("group_id");
    return group == null
        ? null
        : new Coordinates(group, row.getString("artifact_id"), row.getString("version"), null);
  }

  /** What was downloaded, as far as a message can well list it; empty when nothing was. */
  Optional<Downloads> read(long digest) {
    Reading reading = new Reading();
    handle
        .createQuery(
            "SELECT * FROM digest_download WHERE digest_seq = ? ORDER BY downloads DESC, thing")
        .bind(0, digest)
        .map((row, context) -> count(row))
        .forEach(reading::add);
    return reading.downloads();
  }

  /** Rows added up one by one: all of them at once may be more than memory holds. */
  private static final class Reading {
    private final Addresses addresses = Addresses.none();
    private final List<Downloads.Thing> listed = new ArrayList<>();
    private long total;
    private int things;
    private long bytes;

    void add(DownloadCount count) {
      things++;
      total += count.downloads();
      addresses.add(count.addresses());
      if (things <= Digests.MOST_LISTED && bytes <= Digests.MOST_LISTED_BYTES) {
        listed.add(
            new Downloads.Thing(
                count.coordinates(),
                count.downloads(),
                count.addresses().number(),
                count.files().stream().sorted(MOST_WANTED).toList()));
        bytes += count.files().stream().mapToLong(each -> each.path().length() + EACH).sum();
      }
    }

    Optional<Downloads> downloads() {
      return things == 0
          ? Optional.empty()
          : Optional.of(new Downloads(total, things, addresses.number(), listed));
    }
  }
}
