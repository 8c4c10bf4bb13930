package io.repohook.git.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.git.GitSource;
import io.repohook.git.ledger.RefUpdate;
import io.repohook.git.ledger.RefsOnDisk;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The refs of a repository before its first recorded push, so that intake knows what is not new.
 *
 * @param refs a line {@code <id> SP <ref> LF} for each ref, symbolic ones left out
 * @param unnamed how many refs are missing because their names are not UTF-8, which JGit cannot
 *     tell apart
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
record Baseline(Path repository, byte[] refs, int unnamed) {
  /** The refs as they are now. */
  static Baseline of(Path repository) throws UnreadableRepositoryException {
    ByteArrayOutputStream refs = new ByteArrayOutputStream();
    int unnamed = 0;
    try (Repository opened =
        new FileRepositoryBuilder().setGitDir(repository.toFile()).setMustExist(true).build()) {
      String format = opened.getConfig().getString("extensions", null, "objectFormat");
      if (format != null && !format.equalsIgnoreCase("sha1")) {
        // JGit opens it nevertheless, and takes the first 40 digits of an id for the whole.
        throw new UnreadableRepositoryException(
            "its ids are " + format + ", which JGit cannot read");
      }
      for (Ref each : opened.getRefDatabase().getRefsByPrefix("refs/")) {
        if (each.isSymbolic()
            || each.getObjectId() == null
            || RefsOnDisk.isOfWorkTree(each.getName())) {
          continue;
        }
        if (each.getName().indexOf('\uFFFD') >= 0) {
          unnamed++;
          continue;
        }
        refs.writeBytes((each.getObjectId().name() + " " + each.getName() + "\n").getBytes(UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRepositoryException(String.valueOf(e.getMessage()));
    }
    return new Baseline(repository, refs.toByteArray(), unnamed);
  }

  /** What a person should know about it. */
  List<String> notes() {
    return unnamed == 0
        ? List.of()
        : List.of("refs whose names are not UTF-8 are not in the baseline: " + unnamed);
  }

  List<SpoolRecord> records() {
    return List.of(
        SpoolRecord.of(SpoolFile.SOURCE, GitSource.BASELINE),
        SpoolRecord.of(SpoolFile.REPOSITORY, repository.toString()),
        new SpoolRecord(RefUpdate.RECORD, refs));
  }
}
