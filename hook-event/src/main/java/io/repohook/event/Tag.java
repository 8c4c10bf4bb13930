package io.repohook.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag was created, moved or deleted.
 *
 * @param ref the full name, {@code refs/tags/v1}
 * @param before the id of the object that the ref named before, all zeros when it was created; for
 *     an annotated tag that object is the tag itself
 * @param after the id of the object that the ref names now, all zeros when it was deleted
 * @param commit the commit that the tag leads to in the end; null for a deleted tag, a tag of a
 *     tree or a file, and an object that could not be read
 * @param tagger null for a light tag
 * @param message null for a light tag; its beginning, where it is longer than a message may be
 * @param messageLength of the whole message, in Unicode characters; null for a light tag
 * @param unlisted why the tag could not be read, null when it could
 * @param reconciled whether no hook reported it: the ref was found changed later
 * @param standing for formats that tell it; the native one does not
 */
public record Tag(
    String ref,
    Change change,
    String before,
    String after,
    @Nullable String commit,
    @Nullable Signature tagger,
    @Nullable String message,
    @Nullable Integer messageLength,
    @Nullable String unlisted,
    List<String> options,
    @Nullable PushCertificate certificate,
    boolean reconciled,
    Standing standing)
    implements EventData {

  public Tag {
    options = List.copyOf(options);
  }

  /** A tag of which no more is known. */
  public Tag(
      String ref,
      Change change,
      String before,
      String after,
      @Nullable String commit,
      @Nullable Signature tagger,
      @Nullable String message,
      @Nullable Integer messageLength,
      @Nullable String unlisted,
      List<String> options,
      @Nullable PushCertificate certificate,
      boolean reconciled) {
    this(
        ref,
        change,
        before,
        after,
        commit,
        tagger,
        message,
        messageLength,
        unlisted,
        options,
        certificate,
        reconciled,
        Standing.UNKNOWN);
  }

  /** Whether the message is longer than what there is of it. */
  public boolean messageTruncated() {
    return message != null
        && messageLength != null
        && message.codePointCount(0, message.length()) < messageLength;
  }

  @Override
  public EventType type() {
    return EventType.GIT_TAG;
  }

  @Override
  public String subject() {
    return ref;
  }
}
