package io.repohook.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.repohook.event.EventType;
import io.repohook.event.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDetailsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tenant\": \"Acme\"}|Acme|||",
        "{\"tenant\": {\"name\": \"Acme\", \"id\": \"t-1\"}}|Acme|||",
        "{\"tenant\": {\"id\": \"t-1\"}}||||",
        "{\"tenant\": 7}|7|||",
        "{\"tenant\": null, \"source\": \" \", \"pipeline\": []}||||",
        "{\"pipeline\": \"Sales\", \"task\": {\"name\": \"tap\"}}||Sales||",
        "{\"task\": {\"name\": \"tap\", \"extractor\": {\"name\": \"x\"}}}||tap|x|",
        "{\"task\": {\"extractor\": {\"name\": \"x\", \"label\": \"X\"}}}|||X|",
        "{\"source\": \"S\", \"task\": {\"extractor\": {\"label\": \"X\"}}}|||S|",
        "{\"sync\": {\"id\": \"sync-1\"}}||||sync-1",
        "{}||||",
      })
  void eachPartIsFoundWhereItIsGiven(
      String details, String tenant, String pipeline, String source, String sync) {
    JobDetails read = JobDetails.of(job(details));

    assertThat(read.tenant().orElse(null)).isEqualTo(tenant);
    assertThat(read.pipeline().orElse(null)).isEqualTo(pipeline);
    assertThat(read.source().orElse(null)).isEqualTo(source);
    assertThat(read.sync().orElse(null)).isEqualTo(sync);
  }

  @Test
  void whatWasGivenCanBeHadAsItIs() {
    JobDetails read = JobDetails.of(job("{\"task\": {\"id\": \"a\", \"n\": [1, null]}}"));

    assertThat(read.at("task").toString()).isEqualTo("{\"id\":\"a\",\"n\":[1,null]}");
    assertThat(read.at("nothing").isMissingNode()).isTrue();
  }

  private static Job job(String details) {
    return new Job(
        EventType.JOB_FAILED, "load", "1", null, null, null, null, null, null, false, details);
  }
}
