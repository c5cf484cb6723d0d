/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * A Spring Boot application with the starter, and nothing configured but where the server
 * is and who it is to be there.
 */
final class WithStarter implements Contender {

	private static final String WITHOUT_ASYNC = S3ExpressAsyncClientAutoConfiguration.class.getName();

	private final S3ExpressLocalServer server;

	private final ConfigurableApplicationContext context;

	private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

	WithStarter(S3ExpressLocalServer server, Scenario.Kind kind) {
		this.server = server;
		// No SpringApplication: several of these start at the same time, and logging is
		// one for all.
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("spring.cloud.aws.s3.enabled=false", "s3express.endpoint=" + server.endpoint(),
					"s3express.control-endpoint=" + server.controlEndpoint(), "s3express.region=" + server.region(),
					"s3express.credentials.access-key-id=" + server.accessKeyId(),
					"s3express.credentials.secret-access-key=" + server.secretAccessKey(),
					"s3express.session.enabled=" + (kind != Scenario.Kind.WITHOUT_SESSIONS),
					"spring.autoconfigure.exclude=" + ((kind == Scenario.Kind.BLOCKING) ? WITHOUT_ASYNC : ""))
			.applyTo(context);
		context.register(Application.class);
		context.refresh();
		this.context = context;
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.server;
	}

	@Override
	public AwsCredentialsProvider credentials() {
		return StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));
	}

	@Override
	public S3Client client() {
		return this.context.getBean(S3Client.class);
	}

	@Override
	public S3Client ownClient(Consumer<S3ClientBuilder> settings) {
		S3ClientBuilder builder = S3Client.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(credentials());
		settings.accept(builder);
		this.context.getBean(S3ExpressClientCustomizer.class).customize(builder);
		return remember(builder.build());
	}

	@Override
	public S3AsyncClient asyncClient() {
		return this.context.getBean(S3AsyncClient.class);
	}

	@Override
	public S3AsyncClient ownAsyncClient(Consumer<S3AsyncClientBuilder> settings) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(credentials());
		settings.accept(builder);
		return remember(this.context.getBean(S3ExpressClientCustomizer.class).build(builder));
	}

	@Override
	public S3TransferManager transferManager() {
		return this.context.getBean(S3TransferManager.class);
	}

	@Override
	public S3Presigner presigner() {
		return this.context.getBean(S3Presigner.class);
	}

	private <T extends SdkAutoCloseable> T remember(T client) {
		this.opened.push(client);
		return client;
	}

	@Override
	public void close() {
		this.opened.forEach(SdkAutoCloseable::close);
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
