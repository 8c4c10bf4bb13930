package io.repohook.git.ledger;

import io.repohook.spool.MalformedSpoolFileException;
import io.repohook.spool.SpoolFile;
import java.util.HashMap;
import java.util.Map;

/** The refs that an installation spooled: lines of {@code <id> <ref>}, one a ref. */
public final class Baseline {
  private Baseline() {}

  /** One of its lines, with its end. */
  public static String line(String id, String ref) {
    return id + " " + ref + "\n";
  }

  public static Map<String, String> read(SpoolFile file) throws MalformedSpoolFileException {
    byte[] lines =
        file.bytes(RefUpdate.RECORD)
            .orElseThrow(() -> new MalformedSpoolFileException("it has no record 'refs'"));
    Map<String, String> refs = new HashMap<>();
    for (String line : GitName.text(lines).split("\n")) {
      int space = line.indexOf(' ');
      if (line.isEmpty()) {
        continue;
      }
      if (space <= 0 || space == line.length() - 1 || !RefUpdate.isId(line.substring(0, space))) {
        throw new MalformedSpoolFileException("a line is not '<id> <ref>': " + line);
      }
      refs.put(line.substring(space + 1), line.substring(0, space));
    }
    return refs;
  }
}
