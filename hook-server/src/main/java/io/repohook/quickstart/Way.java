package io.repohook.quickstart;

/** How something arrives, in the order in which it is shown. */
enum Way {
  JSON("JSON"),
  FORM("form"),
  SLACK("Slack"),
  TEAMS("Teams"),
  MAIL("mail");

  private final String shown;

  Way(String shown) {
    this.shown = shown;
  }

  @Override
  public String toString() {
    return shown;
  }
}
