package io.repohook.format.repohook;

import io.repohook.channel.Build;
import io.repohook.channel.BuildSum;
import io.repohook.event.Coordinates;
import io.repohook.event.Deployment;
import io.repohook.event.Event;
import io.repohook.format.json.JsonWriter;

/** Writes what a build comes to; its events say all of each deploy. */
final class BuildWriter {
  private final JsonWriter json;

  BuildWriter(JsonWriter json) {
    this.json = json;
  }

  void write(Build build) {
    BuildSum sum = build.sum();
    RepohookFormat.actor(json, build.actor());
    json.text("group", sum.group());
    json.text("version", sum.version());
    json.number("modules", sum.modules());
    json.number("files", sum.files());
    json.number("size", sum.size());
    json.flag("complete", sum.complete());
    json.number("incomplete", sum.incomplete());
    json.objects("listed", build.listed(), this::module);
  }

  private void module(Event deploy) {
    Deployment deployment = Build.deployment(deploy);
    Coordinates of = deployment.coordinates();
    json.object(
        "coordinates",
        () -> {
          json.text("group", of.group());
          json.text("artifact", of.artifact());
          json.text("version", of.version());
          json.text("snapshot_version", of.snapshotVersion());
        });
    json.number("files", deployment.files().size());
    json.number("size", deployment.size());
    json.flag("complete", deployment.complete());
  }
}
