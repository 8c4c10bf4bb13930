@NullMarked
package io.repohook.server.explain;

import org.jspecify.annotations.NullMarked;
