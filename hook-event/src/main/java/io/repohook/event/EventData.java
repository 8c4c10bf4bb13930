package io.repohook.event;

/** What an event carries; each type of event has its own record. */
public sealed interface EventData
    permits Push, Tag, CommitAdded, FileEvent, Deployment, Job, Ping, EndpointTrouble {

  EventType type();

  /**
   * What in the repository the event is about: a ref, a path, an alias. Events of one subject reach
   * a subscription in the order in which they happened.
   */
  String subject();
}
