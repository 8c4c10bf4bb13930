/** Whether the machine is as the configuration needs it, subject by subject. */
@NullMarked
package io.repohook.server.check;

import org.jspecify.annotations.NullMarked;
