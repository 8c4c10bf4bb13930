package io.repohook.format.repohook;

import io.repohook.event.ArtifactFile;
import io.repohook.event.Commit;
import io.repohook.event.CommitAdded;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.EndpointTrouble;
import io.repohook.event.EventData;
import io.repohook.event.FileEvent;
import io.repohook.event.Job;
import io.repohook.event.Ping;
import io.repohook.event.Push;
import io.repohook.event.PushCertificate;
import io.repohook.event.Signature;
import io.repohook.event.Tag;
import io.repohook.format.json.JsonWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what is under {@code data}: for each type of event the keys of its definition. */
final class DataWriter {
  private final JsonWriter json;

  DataWriter(JsonWriter json) {
    this.json = json;
  }

  void write(EventData data) {
    if (data instanceof Push push) {
      push(push);
    } else if (data instanceof Tag tag) {
      tag(tag);
    } else if (data instanceof CommitAdded added) {
      commitAdded(added);
    } else if (data instanceof FileEvent file) {
      file(file);
    } else if (data instanceof Deployment deployment) {
      deployment(deployment);
    } else if (data instanceof Job job) {
      job(job);
    } else if (data instanceof Ping ping) {
      ping(ping);
    } else if (data instanceof EndpointTrouble trouble) {
      trouble(trouble);
    } else {
      throw new IllegalArgumentException("no words for " + data.type());
    }
  }

  private void push(Push push) {
    json.text("ref", push.ref());
    json.text("ref_type", push.refType());
    json.text("change", push.change().wireName());
    json.text("before", push.before());
    json.text("after", push.after());
    json.objects("commits", push.commits(), this::commit);
    json.number("added_commits", push.addedCommits());
    json.number("new_commits", push.newCommits());
    json.number("discarded_commits", push.discardedCommits());
    json.flag("truncated", push.truncated());
    json.text("unlisted", push.unlisted());
    json.texts("push_options", push.options());
    certificate(push.certificate());
    json.flag("reconciled", push.reconciled());
  }

  private void commit(Commit commit) {
    json.text("id", commit.id());
    json.text("tree", commit.tree());
    json.flag("new", commit.isNew());
    json.text("message", commit.message());
    json.number("message_length", commit.messageLength());
    json.flag("message_truncated", commit.messageTruncated());
    // When this commit was made, as other forges' payloads have it: a rebase makes a new one.
    json.localTime("timestamp", commit.committer().when());
    json.object("author", () -> person(commit.author()));
    json.object("committer", () -> person(commit.committer()));
    json.texts("parents", commit.parents());
    json.texts("added", commit.added());
    json.texts("removed", commit.removed());
    json.texts("modified", commit.modified());
    json.number("changed_files", commit.changedFiles());
    json.flag("files_truncated", commit.filesTruncated());
  }

  private void commitAdded(CommitAdded added) {
    json.text("ref", added.ref());
    json.text("ref_type", "branch");
    Commit commit = added.commit();
    if (commit == null) {
      json.nothing("commit");
    } else {
      json.object("commit", () -> commit(commit));
    }
    CommitAdded.Summary summary = added.summary();
    if (summary == null) {
      json.nothing("summary");
    } else {
      json.object("summary", () -> summary(summary));
    }
    json.texts("push_options", added.options());
    json.flag("reconciled", added.reconciled());
  }

  private void summary(CommitAdded.Summary summary) {
    json.number("commits", summary.commits());
    json.objects(
        "refs",
        summary.refs(),
        part -> {
          json.text("ref", part.ref());
          json.text("before", part.before());
          json.text("after", part.after());
          json.number("commits", part.commits());
        });
  }

  private void tag(Tag tag) {
    json.text("ref", tag.ref());
    json.text("ref_type", "tag");
    json.text("change", tag.change().wireName());
    json.text("before", tag.before());
    json.text("after", tag.after());
    json.text("commit", tag.commit());
    Signature tagger = tag.tagger();
    if (tagger == null) {
      json.nothing("tagger");
    } else {
      json.object(
          "tagger",
          () -> {
            person(tagger);
            json.localTime("timestamp", tagger.when());
          });
    }
    json.text("message", tag.message());
    json.number("message_length", tag.messageLength());
    json.flag("message_truncated", tag.messageTruncated());
    json.text("unlisted", tag.unlisted());
    json.texts("push_options", tag.options());
    certificate(tag.certificate());
    json.flag("reconciled", tag.reconciled());
  }

  private void file(FileEvent event) {
    ArtifactFile file = event.file();
    json.text("path", file.path());
    json.number("size", file.size());
    json.text("change", file.change().wireName());
    Coordinates coordinates = event.coordinates();
    if (coordinates == null) {
      json.nothing("coordinates");
    } else {
      json.object(
          "coordinates",
          () -> {
            coordinates(coordinates);
            json.text("classifier", file.classifier());
            json.text("extension", file.extension());
          });
    }
    json.object("checksums", () -> event.checksums().forEach(json::text));
    json.text("user_agent", event.userAgent());
    json.texts("removed", event.removed());
  }

  private void deployment(Deployment deployment) {
    json.object("coordinates", () -> coordinates(deployment.coordinates()));
    json.objects(
        "files",
        deployment.files(),
        file -> {
          json.text("path", file.path());
          json.text("extension", file.extension());
          json.text("classifier", file.classifier());
          json.number("size", file.size());
          json.text("change", file.change().wireName());
        });
    json.number("size", deployment.size());
    json.flag("complete", deployment.complete());
  }

  private void coordinates(Coordinates coordinates) {
    json.text("group", coordinates.group());
    json.text("artifact", coordinates.artifact());
    json.text("version", coordinates.version());
    json.text("snapshot_version", coordinates.snapshotVersion());
  }

  private void job(Job job) {
    json.text("job", job.job());
    json.text("run", job.run());
    json.text("status", job.status());
    json.instant("started_at", job.startedAt());
    json.instant("stopped_at", job.stoppedAt());
    json.number("exit_code", job.exitCode());
    json.text("termination_reason", job.terminationReason());
    json.text("termination_message", job.terminationMessage());
    json.text("output", job.output());
    json.flag("output_truncated", job.outputTruncated());
    json.raw("details", job.details());
  }

  private void ping(Ping ping) {
    json.text("alias", ping.alias());
    // Sorted, because a map has no order of its own and the same event must give the same bytes.
    json.object("settings", () -> new TreeMap<>(ping.settings()).forEach(json::text));
  }

  private void trouble(EndpointTrouble trouble) {
    json.text("alias", trouble.alias());
    json.instant("since", trouble.since());
    json.text("reason", trouble.reason());
  }

  private void person(Signature signature) {
    json.text("name", signature.name());
    json.text("email", signature.email());
  }

  private void certificate(@Nullable PushCertificate certificate) {
    if (certificate == null) {
      json.nothing("push_certificate");
      return;
    }
    json.object(
        "push_certificate",
        () -> {
          json.text("status", certificate.status());
          json.text("signer", certificate.signer());
          json.text("key", certificate.key());
          json.text("nonce_status", certificate.nonceStatus());
        });
  }
}
