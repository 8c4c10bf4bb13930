package io.repohook.channel.email.letter;

import java.util.List;

/**
 * What a mail says, whoever gets it.
 *
 * @param subject a line, without the repository's name
 * @param thread what the mail is about; mails about one thing are one conversation
 */
public record Letter(String subject, String thread, List<Block> blocks) {
  public Letter {
    blocks = List.copyOf(blocks);
  }
}
