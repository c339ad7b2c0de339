package com.acme.shop.shipping;

import com.acme.shop.neighbour.CarrierServer;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class CarrierConfiguration {

  @Bean
  RestClient carrierClient(
      RestClient.Builder builder,
      CarrierServer carrier,
      @Value("${shop.carrier.timeout}") Duration timeout) {
    ClientHttpRequestFactorySettings settings =
        ClientHttpRequestFactorySettings.defaults()
            .withConnectTimeout(timeout)
            .withReadTimeout(timeout);
    return builder
        .baseUrl(carrier.uri().toString())
        .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(settings))
        .build();
  }
}
