/** The channel {@code email}: a mail for each recipient, in threads, with diffs. */
@NullMarked
package io.repohook.channel.email;

import org.jspecify.annotations.NullMarked;
