package io.repohook.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repohook.channel.Attempt;
import io.repohook.channel.Body;
import io.repohook.channel.Build;
import io.repohook.channel.Channel;
import io.repohook.channel.ChannelType;
import io.repohook.channel.Copy;
import io.repohook.channel.Digest;
import io.repohook.channel.Message;
import io.repohook.channel.Outcome;
import io.repohook.channel.RepositorySettings;
import io.repohook.config.Section;
import io.repohook.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A channel whose outcomes the test decides; its key's value names the endpoint. */
public final class ScriptedChannel implements Channel {
  private final String endpoint;
  private final Script script;

  /** What all channels of a test share: what was sent, and what comes of it. */
  public static final class Script implements ChannelType {
    public final BlockingQueue<Message> sent = new LinkedBlockingQueue<>();
    public volatile Function<String, Outcome> outcome = endpoint -> new Outcome.Delivered();

    @Override
    public String key() {
      return "script";
    }

    @Override
    public Optional<Channel> read(Section subscription, RepositorySettings repository) {
      return subscription.text(key()).map(endpoint -> new ScriptedChannel(endpoint, this));
    }

    /** The same under another key. */
    public ChannelType named(String key) {
      return new ChannelType() {
        @Override
        public String key() {
          return key;
        }

        @Override
        public Optional<Channel> read(Section subscription, RepositorySettings repository) {
          return subscription.text(key).map(to -> new ScriptedChannel(to, Script.this));
        }
      };
    }
  }

  private ScriptedChannel(String endpoint, Script script) {
    this.endpoint = endpoint;
    this.script = script;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public List<Copy> render(Event event) {
    return Copy.single(new Body("text/plain", Map.of(), event.id().getBytes(UTF_8)));
  }

  @Override
  public byte[] digestItem(Event event) {
    return event.id().getBytes(UTF_8);
  }

  /** The counts and the listed ids; of an endpoint called broken there is none. */
  @Override
  public List<Copy> digest(Digest digest) {
    if (endpoint.equals("broken")) {
      throw new IllegalStateException("a test");
    }
    List<String> ids = digest.items().stream().map(item -> new String(item, UTF_8)).toList();
    String text = digest.counts() + " " + ids;
    return Copy.single(new Body("text/plain", Map.of(), text.getBytes(UTF_8)));
  }

  /** The ids, as of a digest. */
  @Override
  public List<Copy> build(Build build) {
    List<String> ids = build.listed().stream().map(Event::id).toList();
    String text = "{artifact.deployed=" + build.sum().deploys() + "} " + ids;
    return Copy.single(new Body("text/plain", Map.of(), text.getBytes(UTF_8)));
  }

  @Override
  public Attempt send(Message message) {
    script.sent.add(message);
    return new Attempt(Instant.EPOCH, Duration.ZERO, script.outcome.apply(endpoint), null, "");
  }

  @Override
  public Map<String, String> describe() {
    return Map.of();
  }
}
