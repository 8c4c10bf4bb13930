package io.repohook.format.repohook;

import io.repohook.channel.Downloads;
import io.repohook.channel.Estimate;
import io.repohook.event.Coordinates;
import io.repohook.format.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes what a digest says of downloads. */
final class DownloadsWriter {
  private final JsonWriter json;

  DownloadsWriter(JsonWriter json) {
    this.json = json;
  }

  void write(@Nullable Downloads downloads) {
    if (downloads == null) {
      json.nothing("downloads");
      return;
    }
    json.object(
        "downloads",
        () -> {
          json.number("total", downloads.total());
          json.number("artifacts", downloads.artifacts());
          addresses(downloads.addresses());
          json.objects("listed", downloads.listed(), this::thing);
        });
  }

  private void addresses(Estimate addresses) {
    json.number("addresses", addresses.number());
    json.flag("addresses_estimated", !addresses.exact());
  }

  private void thing(Downloads.Thing thing) {
    Coordinates coordinates = thing.coordinates();
    if (coordinates == null) {
      json.nothing("coordinates");
    } else {
      json.object(
          "coordinates",
          () -> {
            json.text("group", coordinates.group());
            json.text("artifact", coordinates.artifact());
            json.text("version", coordinates.version());
          });
    }
    json.number("downloads", thing.downloads());
    addresses(thing.addresses());
    json.objects("files", thing.files(), this::file);
  }

  private void file(Downloads.File file) {
    json.text("path", file.path());
    json.text("extension", file.extension());
    json.text("classifier", file.classifier());
    json.number("downloads", file.downloads());
  }
}
