package com.acme.shop.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the load driver.
 *
 * @param requests how many requests to send; 0 turns the driver off
 * @param threads how many requests may be under way at once
 * @param maxDuration when to give up
 */
@ConfigurationProperties("shop.load")
record LoadProperties(
    @DefaultValue("0") int requests,
    @DefaultValue("4") int threads,
    @DefaultValue("2m") Duration maxDuration) {}
