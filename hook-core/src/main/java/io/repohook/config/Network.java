package io.repohook.config;

import java.util.List;
import java.util.Set;

/**
 * Which machines notifications may go to.
 *
 * @param allowHttp host names, in lower case, that may be reached over plain HTTP
 * @param deny ranges that are refused
 * @param allow ranges that are exempt from {@code deny}
 */
public record Network(Set<String> allowHttp, List<Cidr> deny, List<Cidr> allow) {
  public Network {
    allowHttp = Set.copyOf(allowHttp);
    deny = List.copyOf(deny);
    allow = List.copyOf(allow);
  }
}
