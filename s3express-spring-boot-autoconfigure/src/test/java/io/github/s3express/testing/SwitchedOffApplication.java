/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * An application that uses every client, for a test that starts it with an environment of
 * its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SwitchedOffApplication {

	private static final String BUCKET = "off--use1-az4--x-s3";

	/**
	 * Uses the starter's clients, clients of the application's own, and the SDK alone.
	 * Says how many sessions they made.
	 * @param args the folder to work in
	 * @throws IOException if that fails
	 */
	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SwitchedOffApplication.class)
			.web(WebApplicationType.NONE)
			.run("--s3express.local.enabled=true", "--s3express.buckets.off.name=" + BUCKET,
					"--spring.cloud.aws.s3.enabled=false")) {
			S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
			EveryClient.use(context, BUCKET, Path.of(args[0]));
			say("starter", server);
			S3ExpressClientCustomizer customizer = context.getBean(S3ExpressClientCustomizer.class);
			S3ClientBuilder builder = prepared(S3Client.builder(), server);
			customizer.customize(builder);
			try (S3Client sync = builder.build();
					S3AsyncClient async = customizer.build(prepared(S3AsyncClient.builder(), server))) {
				EveryClient.use(sync, async, BUCKET);
			}
			say("own", server);
			try (S3Client sync = prepared(S3Client.builder(), server).endpointOverride(server.endpoint()).build();
					S3AsyncClient async = prepared(S3AsyncClient.builder(), server).endpointOverride(server.endpoint())
						.build()) {
				EveryClient.use(sync, async, BUCKET);
			}
			say("alone", server);
		}
	}

	private static <B extends S3BaseClientBuilder<B, ?>> B prepared(B builder, S3ExpressLocalServer server) {
		return builder.region(Region.of(server.region()))
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())));
	}

	private static void say(String who, S3ExpressLocalServer server) {
		System.out.printf("%s: %d objects, %d sessions%n", who, server.counters().count("PutObject"),
				server.counters().count("CreateSession"));
		server.counters().reset();
	}

}
