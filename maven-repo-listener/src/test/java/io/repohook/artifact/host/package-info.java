@org.jspecify.annotations.NullMarked
package io.repohook.artifact.host;
