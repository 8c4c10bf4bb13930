package io.repohook.channel.chat;

import io.repohook.channel.Body;
import io.repohook.channel.Outcome;
import io.repohook.channel.Pace;
import io.repohook.channel.http.Answer;

/** A kind of chat: what one has of its own. Immutable and thread-safe. */
public interface Chat {

  /** The key of a subscription that names a room's URL, such as {@code slack}. */
  String key();

  /** How much a room can bear. */
  Pace pace();

  /** Makes the message of a story, within all the limits of this chat. */
  Body write(Story story);

  /** What an answer to a message means. */
  Outcome outcome(Answer answer);
}
