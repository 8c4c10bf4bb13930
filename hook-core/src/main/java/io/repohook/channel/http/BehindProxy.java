package io.repohook.channel.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps requests that go through a proxy from names that lead to a refused address. The connection
 * itself goes to the proxy, so the rules cannot look at its address; a name that is known here is
 * looked at, and one that is not is the proxy's to judge.
 */
record BehindProxy(AddressRules rules, Dns dns) implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    refuse(chain.request().url().host());
    return chain.proceed(chain.request());
  }

  private void refuse(String host) throws AddressRefusedException {
    try {
      for (InetAddress address : dns.lookup(host)) {
        Optional<String> refusal = rules.refusal(address);
        if (refusal.isPresent()) {
          throw new AddressRefusedException(address, refusal.get());
        }
      }
    } catch (UnknownHostException e) {
      // Many networks know the outside's names at the proxy alone.
    }
  }
}
