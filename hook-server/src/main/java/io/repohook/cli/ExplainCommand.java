package io.repohook.cli;

import io.repohook.artifact.ImaginedRequest;
import io.repohook.channel.Reason;
import io.repohook.channel.http.HttpClients;
import io.repohook.config.DurationText;
import io.repohook.event.Actor;
import io.repohook.outbox.RecordedEvent;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.Decision;
import io.repohook.route.Located;
import io.repohook.route.Waiting;
import io.repohook.server.Configuration;
import io.repohook.server.explain.Explained;
import io.repohook.server.explain.Explainer;
import io.repohook.spool.MalformedSpoolFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who would be told of something, and which line of the configuration says so. */
@Command(
    description = {
      "Tell for every subscription whether it would get a push, a file or an event, and why.",
      "Nothing is sent or recorded. A push is named as the hook gets it: REPO OLD NEW REF.",
      "A file of an artifact repository is named by its path there; a folder's ends with a slash."
    },
    customSynopsis = {
      "repohook explain [OPTIONS] REPO OLD NEW REF",
      "repohook explain [OPTIONS] REPO PATH [--upload|--download|--delete]",
      "repohook explain [OPTIONS] EVENT"
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final int EVENT = 1;
  private static final int FILE = 2;
  private static final int PUSH = 4;

  @Parameters(
      paramLabel = "WHAT",
      arity = "1..4",
      description =
          "A repository, the full ids before and after, and a ref; a repository and a path; or an"
              + " event's id.")
  private List<String> what = List.of();

  @Option(names = "--pusher", paramLabel = "NAME", description = "Who pushes, or asks for a file.")
  private @Nullable String pusher;

  @Option(
      names = "--push-option",
      paramLabel = "OPTION",
      description = "A push option, such as notify.skip.")
  private List<String> options = List.of();

  /** Why nothing would be told. */
  private String because = "no event comes of it";

  @ArgGroup(exclusive = true)
  private Request request = new Request();

  /** What is done with a file; an upload unless it says otherwise. */
  static final class Request {
    @Option(names = "--upload", description = "Of a file: it is uploaded. This is the default.")
    private boolean upload;

    @Option(names = "--download", description = "Of a file: it is downloaded.")
    private boolean download;

    @Option(names = "--delete", description = "Of a file or a folder: it is deleted.")
    private boolean delete;

    private boolean isGiven() {
      return upload || download || delete;
    }

    private ImaginedRequest.Kind kind() {
      if (download) {
        return ImaginedRequest.Kind.DOWNLOAD;
      }
      return delete ? ImaginedRequest.Kind.DELETE : ImaginedRequest.Kind.UPLOAD;
    }
  }

  private final Terminal terminal;
  @Mixin private final Setup setup;
  @Mixin private final Listing listing = new Listing();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
    this.setup = new Setup(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (request.isGiven() && what.size() != FILE) {
      throw new WrongUsageException("--upload, --download and --delete are of a file: REPO PATH");
    }
    try {
      explain();
    } catch (MalformedSpoolFileException e) {
      throw new WrongUsageException("it cannot be explained: " + e.reason());
    }
    listing.print(terminal, "nothing would be told: " + because);
    return Cli.DONE;
  }

  private void explain() throws Exception {
    if (what.size() == EVENT) {
      try (Setup.Opened opened = setup.open()) {
        RecordedEvent event =
            opened
                .history()
                .event(what.get(0))
                .orElseThrow(() -> new WrongUsageException("there is no event " + what.get(0)));
        list(
            new Explainer(opened.configuration(), setup.clock()).event(event),
            opened.store().outbox().disabled());
      }
      return;
    }
    if (what.size() != PUSH && what.size() != FILE) {
      throw new WrongUsageException("write REPO OLD NEW REF, REPO PATH, or an event's id");
    }
    try (HttpClients http = setup.http()) {
      Configuration configuration = setup.usable(http);
      Explainer explainer = new Explainer(configuration, setup.clock());
      Located where = located(configuration);
      list(
          what.size() == FILE
              ? explainer.request(
                  where, new ImaginedRequest(request.kind(), what.get(1), pusher, null))
              : explainer.push(
                  where,
                  String.join(" ", what.subList(1, PUSH)),
                  new Actor(pusher, null, null),
                  options),
          Setup.switchedOff(configuration.server()));
    }
  }

  private Located located(Configuration configuration) throws WrongUsageException, IOException {
    String name = Setup.repository(what.get(0), configuration);
    return configuration
        .routes()
        .names()
        .named(name)
        .orElseThrow(() -> new WrongUsageException("there is no repository '" + name + "'"));
  }

  private void list(List<Explained> told, Map<SubscriptionKey, Reason> off) {
    if (!told.isEmpty()) {
      because = "the repository has no subscriptions";
    } else if (what.size() == FILE) {
      because =
          "a checksum, a signature or a list of versions is told with its file, and of a folder"
              + " only that it is deleted";
    }
    for (Explained event : told) {
      for (Decision each : event.decisions()) {
        Reason reason = off.get(each.subscription().key());
        row(event, each.wanted() && reason != null ? switchedOff(each, reason) : each);
      }
    }
  }

  /** Its deliveries are kept, as failed ones, and none is sent. */
  private static Decision switchedOff(Decision decision, Reason reason) {
    return new Decision(
        decision.subscription(),
        false,
        "switched_off",
        decision.place(),
        "its endpoint is to be left alone: "
            + reason.wireName()
            + "; 'repohook enable' switches it on");
  }

  private void row(Explained told, Decision each) {
    listing
        .row()
        .with("event", told.event().type().wireName())
        .with("subject", told.event().data().subject())
        .with("alias", each.subscription().key().alias())
        .with("sent", each.wanted() ? "yes" : "no")
        .with("rule", each.rule())
        .with("line", each.place().toString())
        .with("because", because(told, each));
  }

  private static String because(Explained told, Decision each) {
    return each.wanted()
        ? each.because()
            + each.subscription().waits(told.event().type()).map(ExplainCommand::says).orElse("")
        : each.because();
  }

  private static String says(Waiting waiting) {
    String time = DurationText.of(waiting.time());
    return switch (waiting.why()) {
      case COUNTED -> "; it is counted, and the numbers are told every " + time;
      case DIGEST -> "; it gathers in a digest of " + time;
      case BUILD ->
          "; it gathers with what the same account deploys, and is told once that has deployed"
              + " nothing for "
              + time;
    };
  }
}
