package io.repohook.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events, by the names that configuration and payloads use. */
public enum EventType {
  GIT_PUSH("git.push"),
  GIT_TAG("git.tag"),
  GIT_COMMIT("git.commit"),
  ARTIFACT_UPLOADED("artifact.uploaded"),
  ARTIFACT_DOWNLOADED("artifact.downloaded"),
  ARTIFACT_DELETED("artifact.deleted"),
  ARTIFACT_DEPLOYED("artifact.deployed"),
  JOB_STARTED("job.started"),
  JOB_SUCCEEDED("job.succeeded"),
  JOB_FAILED("job.failed"),
  JOB_SKIPPED("job.skipped"),
  PING("ping"),
  SUBSCRIPTION_FAILING("subscription.failing"),
  SUBSCRIPTION_DISABLED("subscription.disabled");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /** The type's name in configuration, payloads and listings: {@code git.push}. */
  public String wireName() {
    return wireName;
  }

  /** The type of that name, or empty when there is none. */
  public static Optional<EventType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  @Override
  public String toString() {
    return wireName;
  }
}
