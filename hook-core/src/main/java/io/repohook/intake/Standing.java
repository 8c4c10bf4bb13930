package io.repohook.intake;

/** As whom the account that wrote a spool file is believed. */
public enum Standing {
  /**
   * It serves others and says who they are: root, the service's account, the repository's owner (a
   * web server's or gitolite's account is that) or one that the configuration names.
   */
  FOR_OTHERS,

  /**
   * It may push as a member of the repository's group, and so may others: what it says of a pusher
   * is believed of itself alone, or each could push in the name of another.
   */
  FOR_ITSELF
}
