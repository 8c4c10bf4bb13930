package io.repohook.channel.slack;

import io.repohook.channel.chat.Chat;
import io.repohook.channel.chat.ChatLeakContract;

class SlackLeakTest extends ChatLeakContract {
  @Override
  protected Chat chat() {
    return new Slack();
  }
}
