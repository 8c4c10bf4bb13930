package io.repohook.server;

import io.repohook.artifact.ArtifactReader;
import io.repohook.artifact.ArtifactSettings;
import io.repohook.channel.ChannelType;
import io.repohook.channel.Mask;
import io.repohook.channel.chat.ChatType;
import io.repohook.channel.email.EmailType;
import io.repohook.channel.http.GuardedHttp;
import io.repohook.channel.http.HttpClients;
import io.repohook.channel.slack.Slack;
import io.repohook.channel.teams.Teams;
import io.repohook.channel.webhook.WebhookType;
import io.repohook.config.ConfigLoader;
import io.repohook.config.ConfigTree;
import io.repohook.config.Problems;
import io.repohook.config.ServerSettings;
import io.repohook.format.Formats;
import io.repohook.format.arch.ArchType;
import io.repohook.format.arraylake.ArraylakeType;
import io.repohook.format.cloudevents.CloudeventsType;
import io.repohook.format.cloudrepo.CloudrepoType;
import io.repohook.format.gitea.GiteaType;
import io.repohook.format.github.GithubType;
import io.repohook.format.gitlab.GitlabType;
import io.repohook.format.orchest.OrchestType;
import io.repohook.format.repohook.RepohookType;
import io.repohook.format.template.TemplateType;
import io.repohook.format.y42.Y42Type;
import io.repohook.git.diff.JGitDiffs;
import io.repohook.route.RepositoryNames;
import io.repohook.route.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One reading of the configuration folder, with a meaning. Where something is wrong, {@code
 * problems} has it and a default stands in its place; it is then not to be used, only looked at.
 *
 * @param artifacts the artifact repositories, by name
 * @param mask hides what the references of all files stand for
 */
public record Configuration(
    Path folder,
    ServerSettings server,
    Routes routes,
    Map<String, ArtifactSettings> artifacts,
    Problems problems,
    Mask mask) {
  /** A shorter value, of a time or a host perhaps, is an ordinary word of many texts. */
  private static final int SHORTEST_SECRET = 6;

  /**
   * Reads and checks everything in the folder; never throws for what is written there.
   *
   * @param environment what {@code ${env:NAME}} stands for
   */
  public static Configuration read(
      Path folder, Map<String, String> environment, HttpClients http, InstantSource clock) {
    return read(folder, environment, http, clock, Map.of());
  }

  /**
   * As it would be with other files.
   *
   * @param drafts see {@link ConfigLoader#load(Path, Map, Map)}
   */
  public static Configuration read(
      Path folder,
      Map<String, String> environment,
      HttpClients http,
      InstantSource clock,
      Map<Path, String> drafts) {
    ConfigTree tree = ConfigLoader.load(folder, environment, drafts);
    ServerSettings server = ServerSettings.read(tree.server(), folder);
    RepositoryNames names = RepositoryNames.read(tree, server.git().roots());
    Routes routes = Routes.read(tree, channels(folder, server, names, http, clock), names);
    Map<String, ArtifactSettings> artifacts = ArtifactReader.read(tree);
    return new Configuration(
        folder, server, routes, artifacts, tree.problems(), mask(tree.references()));
  }

  private static Mask mask(Set<String> references) {
    return new Mask(
        references.stream()
            // Of a key of several lines, a job may print a part, or intake may have only a part.
            .flatMap(each -> Stream.concat(Stream.of(each), each.lines()))
            .filter(each -> each.length() >= SHORTEST_SECRET)
            .toList());
  }

  /** Every channel there is; a new one is a package of its own and a line here. */
  private static List<ChannelType> channels(
      Path folder,
      ServerSettings server,
      RepositoryNames names,
      HttpClients http,
      InstantSource clock) {
    GuardedHttp guarded = http.under(server.network());
    Duration timeout = server.defaults().timeout();
    String version = Version.current();
    return List.of(
        new WebhookType(guarded, formats(folder), timeout, version, clock),
        new ChatType(new Slack(), guarded, timeout, version, clock),
        new ChatType(new Teams(), guarded, timeout, version, clock),
        new EmailType(
            server.mailServer(),
            server.smtp().isPresent(),
            guarded,
            new JGitDiffs(names::path, JGitDiffs.EACH, clock),
            clock));
  }

  /** Every format of a webhook there is; the first is for a subscription that names none. */
  private static Formats formats(Path folder) {
    return new Formats(
        List.of(
            new RepohookType(),
            new CloudeventsType(),
            new GithubType(),
            new GitlabType(),
            new GiteaType(),
            new ArraylakeType(),
            new OrchestType(),
            new Y42Type(),
            new ArchType(),
            new CloudrepoType(),
            new TemplateType(folder)));
  }

  /** Whether it can be used. */
  public boolean isSound() {
    return problems.errors().isEmpty();
  }
}
