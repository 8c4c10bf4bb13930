/** File events as one flat object, for what CloudRepo calls a JSON webhook. */
@NullMarked
package io.repohook.format.cloudrepo;

import org.jspecify.annotations.NullMarked;
