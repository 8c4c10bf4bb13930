package io.repohook.git.install;

/** How the hook of pushes is in a repository. */
public enum HookState {
  /** It is there, as this version would write it, and git runs it. */
  CURRENT,
  /** There is no hook. */
  MISSING,
  /** There is another program's. */
  FOREIGN,
  /** There is one of another version of ours, or for another spool. */
  OUTDATED,
  /** There is ours, and somebody changed it. */
  CHANGED_BY_HAND,
  /** It is there, but git does not run what is not executable. */
  NOT_EXECUTABLE,
  /** This account cannot look, or there is no repository. */
  UNREADABLE
}
