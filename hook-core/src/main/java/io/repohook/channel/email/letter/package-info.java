/** What a mail says, in blocks that are written as text and as HTML. */
@NullMarked
package io.repohook.channel.email.letter;

import org.jspecify.annotations.NullMarked;
