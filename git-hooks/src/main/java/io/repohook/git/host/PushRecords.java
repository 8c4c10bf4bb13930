package io.repohook.git.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.event.Actor;
import io.repohook.spool.SpoolFile;
import io.repohook.spool.SpoolRecord;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.PushCertificate;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/** What is spooled of a push: what the shell hook would, in the same words. */
final class PushRecords {
  private final List<SpoolRecord> records = new ArrayList<>();

  private PushRecords() {}

  /**
   * The records of a push; empty when it changed no ref.
   *
   * @param pusher asked only where there is something to record
   * @throws IOException when the repository's folder has gone
   * @throws UnsupportedOperationException when it lies in no folder
   */
  static List<SpoolRecord> of(
      ReceivePack push, Collection<ReceiveCommand> commands, Supplier<Actor> pusher)
      throws IOException {
    String lines = lines(commands);
    if (lines.isEmpty()) {
      return List.of();
    }
    PushRecords made = new PushRecords();
    made.add(SpoolFile.SOURCE, "git-push");
    made.add(SpoolFile.REPOSITORY, folder(push));
    made.pusher(pusher.get());
    made.certificate(push.getPushCertificate());
    List<String> options = push.getPushOptions();
    if (options != null) {
      options.forEach(option -> made.add("option", option));
    }
    made.add("refs", lines);
    return made.records;
  }

  private static String lines(Collection<ReceiveCommand> commands) {
    StringBuilder lines = new StringBuilder();
    for (ReceiveCommand each : commands) {
      ObjectId before = before(each);
      ObjectId after = each.getNewId();
      if (each.getResult() == ReceiveCommand.Result.OK && !before.equals(after)) {
        lines.append(before.name()).append(' ').append(after.name());
        lines.append(' ').append(each.getRefName()).append('\n');
      }
    }
    return lines.toString();
  }

  /**
   * Where the ref was. JGit lets a client delete a ref without saying so, and also one that is not
   * there: the first is known from the refs that were advertised, the second changes nothing.
   */
  private static ObjectId before(ReceiveCommand command) {
    Ref advertised = command.getRef();
    ObjectId told = command.getOldId();
    if (command.getType() == ReceiveCommand.Type.DELETE
        && told.equals(ObjectId.zeroId())
        && advertised != null
        && advertised.getObjectId() != null) {
      return advertised.getObjectId();
    }
    return told;
  }

  private static String folder(ReceivePack push) throws IOException {
    File folder = push.getRepository().getCommonDirectory();
    if (folder == null) {
      throw new UnsupportedOperationException("the repository is no folder on a disk");
    }
    return folder.toPath().toRealPath().toString();
  }

  /** An empty name says that it is nobody known; without it, it would be who owns the file. */
  private void pusher(Actor pusher) {
    add("pusher.name", Objects.requireNonNullElse(pusher.name(), ""));
    addIfKnown("pusher.email", pusher.email());
    addIfKnown("pusher.address", pusher.address());
  }

  private void certificate(@Nullable PushCertificate certificate) {
    if (certificate == null) {
      return;
    }
    try (ObjectInserter.Formatter blob = new ObjectInserter.Formatter()) {
      byte[] text = certificate.toTextWithSignature().getBytes(UTF_8);
      add("env.GIT_PUSH_CERT", blob.idFor(Constants.OBJ_BLOB, text).name());
    }
    // So git says of a signature that it could not check; JGit checks none.
    add("env.GIT_PUSH_CERT_STATUS", "E");
    add("env.GIT_PUSH_CERT_NONCE_STATUS", certificate.getNonceStatus().name());
  }

  private void addIfKnown(String key, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      add(key, value);
    }
  }

  private void add(String key, String value) {
    records.add(SpoolRecord.of(key, value));
  }
}
