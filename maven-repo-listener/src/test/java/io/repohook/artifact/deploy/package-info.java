@org.jspecify.annotations.NullMarked
package io.repohook.artifact.deploy;
