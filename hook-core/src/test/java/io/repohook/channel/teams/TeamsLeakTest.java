package io.repohook.channel.teams;

import io.repohook.channel.chat.Chat;
import io.repohook.channel.chat.ChatLeakContract;

class TeamsLeakTest extends ChatLeakContract {
  @Override
  protected Chat chat() {
    return new Teams();
  }
}
