/** One mail transaction with a mail server, and what its answers mean. */
@NullMarked
package io.repohook.channel.email.smtp;

import org.jspecify.annotations.NullMarked;
