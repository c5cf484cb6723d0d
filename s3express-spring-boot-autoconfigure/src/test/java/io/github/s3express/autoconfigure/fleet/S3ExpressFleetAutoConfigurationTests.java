/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import java.lang.reflect.Proxy;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

class S3ExpressFleetAutoConfigurationTests {

	private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	private static final String OTHER_KEY = "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressFleetAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1");

	private final ApplicationContextRunner fleet = this.application
		.withBean(FleetSessionStore.class, S3ExpressFleetAutoConfigurationTests::store)
		.withPropertyValues("s3express.fleet.enabled=true", "s3express.fleet.encryption-keys=" + KEY + "," + OTHER_KEY,
				"s3express.fleet.principal=arn:aws:iam::111122223333:role/orders");

	// Nothing is asked of it here.
	private static FleetSessionStore store() {
		return (FleetSessionStore) Proxy.newProxyInstance(FleetSessionStore.class.getClassLoader(),
				new Class<?>[] { FleetSessionStore.class },
				(proxy, method, arguments) -> (method.getReturnType() == Runnable.class) ? (Runnable) () -> {
				} : null);
	}

	private static AwsCredentialsProvider credentialsOf(String account) {
		return StaticCredentialsProvider
			.create(AwsBasicCredentials.builder().accessKeyId("AKIA").secretAccessKey("s").accountId(account).build());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "s3express.fleet.enabled=false", "s3express.fleet.timeout=50ms", "s3express.enabled=false" })
	void fleetWhenItIsOffShouldNotBeThere(String property) {
		this.application.withPropertyValues("s3express.fleet.principal=orders", property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FleetSettings.class));
	}

	@Test
	void fleetShouldBeSetUpFromProperties() {
		this.fleet.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(S3ExpressSessionManager.class);
			FleetSettings settings = context.getBean(FleetSettings.class);
			assertThat(settings.principal()).isEqualTo("arn:aws:iam::111122223333:role/orders");
			assertThat(settings.encryptionKeys()).hasSize(2);
			assertThat(settings.encryptionKeys().get(0)[31]).isEqualTo((byte) 31);
			assertThat(settings.namespace()).isEqualTo(FleetSettings.DEFAULT_NAMESPACE);
			assertThat(settings.timeout()).isEqualTo(FleetSettings.DEFAULT_TIMEOUT)
				.isEqualTo(new S3ExpressFleetProperties().getTimeout());
		});
		this.fleet.withPropertyValues("spring.application.name=shop", "s3express.fleet.timeout=200ms")
			.run((context) -> {
				assertThat(context.getBean(FleetSettings.class).namespace()).isEqualTo("shop");
				assertThat(context.getBean(FleetSettings.class).timeout()).isEqualTo(Duration.ofMillis(200));
			});
		this.fleet.withPropertyValues("spring.application.name=shop", "s3express.fleet.namespace=test")
			.run((context) -> assertThat(context.getBean(FleetSettings.class).namespace()).isEqualTo("test"));
	}

	@Test
	void principalWhenItContradictsTheCredentialsShouldFail() {
		this.fleet.withBean(AwsCredentialsProvider.class, () -> credentialsOf("444455556666"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("s3express.fleet.principal is arn:aws:iam::111122223333:role/orders, but the "
						+ "application's credentials belong to account 444455556666; name the principal of these "
						+ "credentials."));
		this.fleet.withBean(AwsCredentialsProvider.class, () -> credentialsOf("111122223333"))
			.run((context) -> assertThat(context).hasNotFailed());
		this.fleet.withPropertyValues("s3express.fleet.principal=orders")
			.withBean(AwsCredentialsProvider.class, () -> credentialsOf("444455556666"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void principalWhenTheCredentialsHangOrFailShouldBeTaken() {
		this.fleet.withBean(AwsCredentialsProvider.class, () -> () -> {
			try {
				Thread.sleep(60_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IllegalStateException("none");
		}).run((context) -> assertThat(context).hasNotFailed());
	}

}
