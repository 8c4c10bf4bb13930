@NullMarked
package io.repohook.server.check;

import org.jspecify.annotations.NullMarked;
