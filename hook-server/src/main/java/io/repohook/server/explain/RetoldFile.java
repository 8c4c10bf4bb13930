package io.repohook.server.explain;

import io.repohook.event.Actor;
import io.repohook.git.GitSource;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolOwner;
import io.repohook.spool.SpoolRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spool file that a source would have written. */
final class RetoldFile {
  private static final String NAME = "explained";

  private RetoldFile() {}

  /** Of a push of one ref. */
  static SpoolFile push(
      Instant at, String repository, String line, Actor pusher, List<String> options) {
    List<SpoolRecord> records = new ArrayList<>();
    records.add(SpoolRecord.of(SpoolFile.SOURCE, GitSource.PUSH));
    records.add(SpoolRecord.of(SpoolFile.REPOSITORY, repository));
    records.add(SpoolRecord.of("pusher.name", text(pusher.name())));
    records.add(SpoolRecord.of("pusher.email", text(pusher.email())));
    records.add(SpoolRecord.of("pusher.address", text(pusher.address())));
    options.forEach(option -> records.add(SpoolRecord.of("option", option)));
    records.add(SpoolRecord.of(RefUpdate.RECORD, line + "\n"));
    return new SpoolFile(NAME, at, new SpoolOwner(0, ""), records);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
