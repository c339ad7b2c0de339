package com.acme.plain;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what somebody wants to look at. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {}
