package io.repohook.format.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Commit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a push, as JSON, as many as a receiver takes: the newest ones.
 *
 * @param commits each after its parents
 * @param head the commit that the ref leads to, {@code null} as JSON where there is none
 * @param truncated whether anything was left out: commits, files of a commit, the end of a message
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from step to step, never compared.
public record CommitList(List<byte[]> commits, String head, boolean truncated) {
  /** The header that says so; these formats have no key for it. */
  public static final String TRUNCATED = "X-Repohook-Truncated";

  /** Flux refuses what is over 3 MiB. This, one more commit and all the rest stay below that. */
  private static final int MAX_BYTES = 2 << 20;

  /** A commit beyond this is told without its files; one as large is in no list of a forge. */
  private static final int MAX_COMMIT = 512 << 10;

  /** Characters of such a commit's message, each of which may be six bytes of JSON. */
  private static final int MAX_MESSAGE = 64 << 10;

  /**
   * Lists the commits of a change.
   *
   * @param json says a commit as the format has it, all of it
   */
  public static CommitList of(RefChange change, Function<Commit, byte[]> json) {
    List<byte[]> listed = new ArrayList<>();
    boolean cut = !change.listed();
    long bytes = 0;
    List<Commit> commits = change.commits();
    for (int i = commits.size() - 1; i >= 0 && bytes <= MAX_BYTES; i--) {
      Said said = said(commits.get(i), json);
      bytes += said.json().length;
      if (bytes <= MAX_BYTES) {
        listed.add(said.json());
        cut |= said.cut();
      }
    }
    Collections.reverse(listed);
    Commit head = change.standing().head();
    Said last = head == null ? null : said(head, json);
    return new CommitList(
        listed, text(last), cut || listed.size() < commits.size() || (last != null && last.cut()));
  }

  private static String text(@Nullable Said said) {
    return said == null ? "null" : new String(said.json(), UTF_8);
  }

  private record Said(byte[] json, boolean cut) {}

  private static Said said(Commit commit, Function<Commit, byte[]> json) {
    byte[] whole = json.apply(commit);
    return whole.length <= MAX_COMMIT
        ? new Said(whole, commit.filesTruncated() || commit.messageTruncated())
        : new Said(json.apply(brief(commit)), true);
  }

  private static Commit brief(Commit commit) {
    String message = commit.message();
    int end = Math.min(message.codePointCount(0, message.length()), MAX_MESSAGE);
    return new Commit(
        commit.id(),
        commit.tree(),
        commit.isNew(),
        message.substring(0, message.offsetByCodePoints(0, end)),
        commit.messageLength(),
        commit.author(),
        commit.committer(),
        commit.parents(),
        List.of(),
        List.of(),
        List.of(),
        commit.changedFiles());
  }
}
