package io.repohook.channel.chat;

import io.repohook.channel.Attempt;
import io.repohook.channel.Build;
import io.repohook.channel.Channel;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Message;
import io.repohook.channel.Pace;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.channel.http.Posting;
import io.repohook.event.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts each event's story to a chat room, in the chat's own words. */
final class ChatChannel implements Channel {

  private final ChatSettings settings;
  private final StoryTeller teller;
  private final Chat chat;
  private final Posting posting;
  private final Map<String, String> headers;
  private final InstantSource clock;

  /**
   * @param userAgent how this program names itself
   */
  ChatChannel(
      ChatSettings settings,
      StoryTeller teller,
      Chat chat,
      GuardedHttp http,
      String userAgent,
      InstantSource clock) {
    this.settings = settings;
    this.teller = teller;
    this.chat = chat;
    this.posting =
        new Posting(
            http.post(settings.url(), settings.connection()), settings.mask(), chat::outcome);
    this.headers = Map.of("User-Agent", userAgent);
    this.clock = clock;
  }

  /** The room, not the machine: a chat counts the requests of each room's URL by itself. */
  @Override
  public String endpoint() {
    return settings.url().endpointByPath();
  }

  @Override
  public Optional<Pace> pace() {
    return Optional.of(chat.pace());
  }

  @Override
  public List<Copy> render(Event event) {
    return Copy.single(chat.write(teller.tell(event)));
  }

  @Override
  public byte[] digestItem(Event event) {
    return teller.item(event);
  }

  @Override
  public List<Copy> digest(Digest digest) {
    return Copy.single(chat.write(teller.tell(digest)));
  }

  @Override
  public List<Copy> build(Build build) {
    return Copy.single(chat.write(teller.tell(build)));
  }

  @Override
  public Attempt send(Message message) {
    return posting.attempt(message.body(), headers, clock.instant());
  }

  @Override
  public Map<String, String> describe() {
    return settings.describe();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
