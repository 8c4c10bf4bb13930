package io.repohook.server;

import io.repohook.artifact.AccessLogFeed;
import io.repohook.artifact.ArtifactSettings;
import io.repohook.artifact.ArtifactSource;
import io.repohook.artifact.DeployEndFeed;
import io.repohook.artifact.deploy.ClientsAtWork;
import io.repohook.config.Dispatch;
import io.repohook.config.Git;
import io.repohook.dispatch.Dispatcher;
import io.repohook.dispatch.RetrySchedule;
import io.repohook.dispatch.Sender;
import io.repohook.event.Repository;
import io.repohook.git.GitSource;
import io.repohook.git.push.Limits;
import io.repohook.intake.Feed;
import io.repohook.intake.FeedLoop;
import io.repohook.intake.Intake;
import io.repohook.intake.IntakeLoop;
import io.repohook.intake.Source;
import io.repohook.intake.SpoolWatch;
import io.repohook.job.JobSource;
import io.repohook.outbox.Completion;
import io.repohook.outbox.Outbox;
import io.repohook.outbox.Store;
import io.repohook.outbox.SubscriptionKey;
import io.repohook.route.DigestCloser;
import io.repohook.route.Router;
import io.repohook.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything between the spool and the wire, put together and at work.
 *
 * <pre>
 * source ──&gt; spool ──&gt; intake ──&gt; outbox ──&gt; dispatcher ──&gt; channel
 * (detects)  (file)    (enrich,   (store)    (claim, sign,  (one attempt)
 *                      route)                retry)
 * </pre>
 *
 * <p>Whoever opens it closes it: the attempts under way are finished, the others given back.
 */
public final class Flow implements AutoCloseable {
  private final Closing closing;
  private final Spool spool;
  private final SpoolWatch watch;
  private final IntakeLoop intake;
  private final FeedLoop feeds;
  private final DigestCloser digests;
  private final Dispatcher dispatcher;

  private Flow(
      Closing closing,
      Spool spool,
      SpoolWatch watch,
      IntakeLoop intake,
      FeedLoop feeds,
      DigestCloser digests,
      Dispatcher dispatcher) {
    this.closing = closing;
    this.spool = spool;
    this.watch = watch;
    this.intake = intake;
    this.feeds = feeds;
    this.digests = digests;
    this.dispatcher = dispatcher;
  }

  /**
   * Opens each step in the order of the flow and starts the dispatcher. Nothing is taken in before
   * the first {@link #intake()} scan.
   *
   * @param observer told of each attempt once it is recorded
   */
  public static Flow open(
      LiveConfiguration configuration,
      Store store,
      InstantSource clock,
      Consumer<Completion> observer)
      throws IOException {
    Closing closing = new Closing();
    try {
      List<Source> sources = sources(configuration::current);
      Spool spool = Spool.create(configuration.server().spool());
      SpoolWatch watch = closing.add(new SpoolWatch(spool.folder()));

      Outbox outbox = store.outbox();
      Supplier<Set<SubscriptionKey>> disabled = () -> outbox.disabled().keySet();
      Router router = new Router(configuration::routes, disabled);
      DigestCloser digests =
          new DigestCloser(
              store.digests(),
              configuration::routes,
              disabled,
              (repository, client) -> ClientsAtWork.has(outbox.state(repository), client),
              clock);
      Sender sender =
          new Sender(
              configuration::routes,
              () -> new RetrySchedule(configuration.server().defaults().retry()),
              router,
              clock,
              RandomGenerator.getDefault());
      Dispatcher dispatcher =
          closing.add(
              new Dispatcher(
                  "pid " + ProcessHandle.current().pid(),
                  outbox,
                  sender,
                  limits(configuration.server().dispatch()),
                  clock,
                  observer));
      Intake intake =
          new Intake(
              spool,
              outbox,
              router,
              sources,
              () -> configuration.routes().names(),
              () -> configuration.server().acceptFrom(),
              clock);
      WantedFile wanted = new WantedFile(spool.folder(), configuration::current);
      IntakeLoop loop =
          closing.add(
              new IntakeLoop(
                  spool,
                  intake,
                  Stores.intakeLocks(configuration.server().store()),
                  clock,
                  () -> {
                    configuration.refresh();
                    wanted.keep();
                  },
                  dispatcher::wake));
      // What comes in no spool file: access logs of artifact repositories, and silence.
      FeedLoop feeds =
          closing.add(
              new FeedLoop(
                  () -> feeds(configuration.current(), loop),
                  outbox,
                  router,
                  loop.locks(),
                  clock,
                  dispatcher::wake));
      dispatcher.start();
      return new Flow(closing, spool, watch, loop, feeds, digests, dispatcher);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /** Sources write into the spool from other processes; here are those that read it. */
  public static List<Source> sources(Supplier<Configuration> configuration) {
    return List.of(
        new GitSource(
            () -> configuration.get().server().git().grace(),
            () -> limits(configuration.get().server().git().limits())),
        new JobSource(
            repository -> configuration.get().routes().jobDetails(repository),
            () -> configuration.get().mask()),
        new ArtifactSource(
            repository -> Optional.ofNullable(configuration.get().artifacts().get(repository))));
  }

  private static List<Feed> feeds(Configuration configuration, IntakeLoop intake) {
    List<Feed> feeds = new ArrayList<>();
    configuration
        .artifacts()
        .forEach(
            (name, each) -> {
              Repository repository = Repository.artifact(name);
              feeds.add(
                  each.heard() instanceof ArtifactSettings.AccessLog log
                      ? new AccessLogFeed(repository, each, log)
                      : new DeployEndFeed(repository, each, () -> intake.waits(name)));
            });
    return feeds;
  }

  private static Limits limits(Git.Limits configured) {
    return new Limits(configured.commits(), configured.files(), configured.message());
  }

  private static Dispatcher.Limits limits(Dispatch configured) {
    // Longer than any attempt takes by default; a service manager waits longer still.
    Duration patience = Duration.ofSeconds(10);
    return new Dispatcher.Limits(configured.concurrency(), configured.perEndpoint(), patience);
  }

  public Spool spool() {
    return spool;
  }

  /** Tells when something new is in the spool. */
  public SpoolWatch watch() {
    return watch;
  }

  public IntakeLoop intake() {
    return intake;
  }

  public FeedLoop feeds() {
    return feeds;
  }

  /** Sends the digests whose time has come. For the thread that scans. */
  public void closeDigests() {
    if (digests.closeDue()) {
      dispatcher.wake();
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
