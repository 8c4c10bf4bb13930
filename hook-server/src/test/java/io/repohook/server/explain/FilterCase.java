package io.repohook.server.explain;

import java.util.List;

/**
 * One subscription, and which of the scenes of {@link ExplainerTest} it hears of.
 *
 * @param lines of the configuration
 * @param hears the scenes that reach it, apart by blanks
 */
record FilterCase(String lines, String hears) {
  private static FilterCase of(String lines, String hears) {
    return new FilterCase(lines, hears);
  }

  private static final String PUSHES = "main feature merge deleted skipped quiet other";
  private static final String JOBS = "done failed idle";
  private static final String COMMITS =
      "main/begin feature/Fix merge/Merge skipped/More quiet/More";
  private static final String COMMITS_OF_MAIN =
      "main/begin merge/Fix merge/Merge skipped/More quiet/More";

  /** Each is a subscription of one repository; the first is the one that a push names. */
  static final List<FilterCase> ALL =
      List.of(
          // events
          of("events: [git.push]", PUSHES + " only"),
          of("events: [git.tag]", "tag light"),
          of("events: [job.failed]", "failed"),
          of("events: [job.finished]", JOBS),
          of("events: ['job.*']", JOBS),
          of("events: ['job.*', '!job.failed']", "done idle"),
          of("events: [job.finished, '!job.skipped']", "done failed"),
          of("events: ['git.*']", PUSHES + " tag light"),
          of("events: ['git.*', '!git.push']", "tag light"),
          of("events: ['!git.*']", JOBS),
          of("events: ['!git.push', '!job.*']", "tag light"),
          of("events: ['!job.*', job.failed, 'git.tag']", "failed tag light"),
          of("events: [job.started]", "begun"),
          of("events: ['*']", PUSHES + " tag light " + JOBS),
          of("events: ['*', job.started]", PUSHES + " tag light begun " + JOBS),
          of("", PUSHES + " tag light done failed"),
          of("enabled: false", ""),
          // branches
          of("events: [git.push], branches: [main]", "main merge skipped quiet"),
          of("events: [git.push], branches: ['!main']", "feature deleted other"),
          of("events: [git.push], branches: ['feature/*']", "feature deleted"),
          of("events: [git.push], branches: ['feature/**', '!feature/one']", ""),
          of("events: [git.push], branches: ['*']", "main merge skipped quiet"),
          of("events: [git.push], branches: ['**']", PUSHES),
          of("events: [git.push], branches: ['refs/notes/*']", "other"),
          of("events: [git.push], branches: ['m?in']", "main merge skipped quiet"),
          of("events: [git.push], branches: ['!**', main]", "main merge skipped quiet"),
          of("events: [git.push], branches: [main, '!m*']", ""),
          of("events: [git.push], branches: [Main]", ""),
          of("events: [git.tag, job.failed], branches: [none]", "tag light failed"),
          // tags
          of("events: [git.tag], tags: ['v*']", "tag"),
          of("events: [git.tag], tags: ['!v*']", "light"),
          of("events: [git.tag], tags: [v1.0, light]", "tag light"),
          of("events: [git.tag], tags: ['v?']", ""),
          of("events: [git.push], tags: [none]", PUSHES),
          // paths
          of("events: [git.push], paths: ['src/**']", "main feature merge"),
          of("events: [git.push], paths: ['**/*.md']", "main skipped quiet"),
          of("events: [git.push], paths: ['*.c']", ""),
          of("events: [git.push], paths: ['src/**', '!**/*.c']", "main"),
          of("events: [git.push], paths: ['!**']", "deleted other"),
          of("events: [git.push], paths: ['!src/**']", "main skipped quiet deleted other"),
          of("events: [git.push], paths: ['docs/a b.md']", "main"),
          of("events: [git.push], paths: ['docs/é.md']", "quiet"),
          of("events: [git.tag, job.failed], paths: [none]", "tag light failed"),
          // authors
          of("events: [git.push], authors: [ann@example.com]", "main merge skipped quiet"),
          of("events: [git.push], authors: ['*@example.com']", "main feature merge skipped quiet"),
          of("events: [git.push], authors: [Bob*]", "feature merge"),
          of("events: [git.push], authors: ['!bob@*']", "main merge skipped quiet deleted other"),
          of("events: [git.push], authors: [nobody]", ""),
          of("events: [git.tag], authors: [ann@example.com]", ""),
          of("events: [git.tag], authors: ['bob@**']", "tag"),
          of("events: [git.tag], authors: ['!ann@**']", "tag light"),
          of("events: [job.failed], authors: [nobody]", "failed"),
          // pushers
          of("events: [git.push], pushers: [carol]", "main merge deleted skipped quiet other"),
          of("events: [git.push], pushers: ['!carol']", "feature"),
          of("events: [git.tag], pushers: ['d*']", "tag light"),
          of("events: [git.push, git.tag], pushers: [nobody]", ""),
          of("events: ['git.*'], pushers: ['*', '!carol', '!dan']", ""),
          // statuses
          of("events: ['job.*'], statuses: [failed]", "failed"),
          of("events: ['job.*'], statuses: ['!failed']", "done idle"),
          of("events: ['job.*'], statuses: ['s*']", "done idle"),
          of("events: ['job.*', job.started], statuses: [started, skipped]", "begun idle"),
          of("events: [git.tag], statuses: [failed]", "tag light"),
          // message
          of("events: [git.push], message: [Fix]", "feature merge"),
          of("events: [git.push], message: ['!Fix']", "main skipped quiet merge deleted other"),
          of("events: [git.push], message: ['F*bug']", "feature merge"),
          of("events: [git.push], message: ['begin*body']", ""),
          of("events: [git.push], message: ['begin**body']", "main"),
          of("events: [git.tag], message: [release]", "tag"),
          of("events: [git.tag], message: ['!release']", "light"),
          of("events: [git.push], message: [fix]", ""),
          // several
          of("events: [git.push], branches: [main], paths: ['src/**']", "main merge"),
          of(
              "events: [git.push], authors: ['!bob@*'], message: ['!begin']",
              "merge skipped quiet deleted other"),
          of("events: ['git.*'], branches: [main], tags: ['v*']", "main merge skipped quiet tag"),
          // coordinates say nothing of git and jobs
          of("events: [git.tag, job.failed], coordinates: ['com.example:*']", "tag light failed"),
          // single commits: a branch brings what no branch had that this subscription wants
          of("events: [git.commit]", COMMITS),
          of("events: ['git.*', git.commit]", PUSHES + " tag light " + COMMITS),
          of("events: ['*']", PUSHES + " tag light " + JOBS),
          of("events: [git.commit], branches: [main]", COMMITS_OF_MAIN),
          of("events: [git.commit], branches: ['!feature/**']", COMMITS_OF_MAIN),
          of("events: [git.commit], branches: ['feature/*']", "feature/begin feature/Fix"),
          of("events: [git.commit], tags: [none], statuses: [failed]", COMMITS),
          of("events: [git.commit], paths: ['src/**']", "main/begin feature/Fix merge/Merge"),
          of("events: [git.commit], paths: ['!src/**']", "main/begin skipped/More quiet/More"),
          of("events: [git.commit], authors: [Bob*]", "feature/Fix"),
          of("events: [git.commit], branches: [main], authors: [bob@*]", "merge/Fix"),
          of("events: [git.commit], authors: ['!ann@*']", "feature/Fix"),
          of("events: [git.commit], pushers: [dan]", "feature/Fix"),
          of("events: [git.commit], message: [Fix]", "feature/Fix"),
          of("events: [git.commit], message: ['!More']", "main/begin feature/Fix merge/Merge"),
          of("events: [git.commit], allow_skip: []", COMMITS + " optout/Still only/And"),
          of(
              "events: [git.commit], allow_skip: [message]",
              "main/begin feature/Fix merge/Merge quiet/More optout/Still only/And"),
          of(
              "events: [git.commit], branches: [main], max_commits: 1",
              "main/begin merge/summary skipped/More quiet/More"),
          of("events: [git.commit], coordinates: ['com.example:*']", COMMITS),
          // what a pusher can do
          of("events: [git.push], allow_skip: []", PUSHES + " optout only"),
          of(
              "events: [git.push], allow_skip: [message]",
              "main feature merge deleted quiet other optout only"),
          of(
              "events: [git.push], allow_skip: [push_option, message]",
              "main feature merge deleted quiet other"),
          of("events: [git.push], allow_skip: [push_option]", PUSHES));
}
