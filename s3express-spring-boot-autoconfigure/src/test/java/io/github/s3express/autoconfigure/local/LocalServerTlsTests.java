/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A local server that speaks TLS, and clients that trust it without being told.
 */
class LocalServerTlsTests {

	private static final String BUCKET = "tls--use1-az4--x-s3";

	@TempDir
	private static Path keys;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressAsyncClientAutoConfiguration.class,
				S3ExpressLocalServerAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.files.name=" + BUCKET,
				"spring.ssl.bundle.jks.own.keystore.location=file:" + keys.resolve("keys.p12"),
				"spring.ssl.bundle.jks.own.keystore.password=changeit",
				"spring.ssl.bundle.jks.own.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.empty.truststore.location=file:" + keys.resolve("keys.p12"),
				"spring.ssl.bundle.jks.empty.truststore.password=changeit",
				"spring.ssl.bundle.jks.empty.truststore.type=PKCS12");

	@BeforeAll
	static void makeSelfSignedCertificate() throws Exception {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname",
				"CN=own", "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore",
				keys.resolve("keys.p12").toString(), "-storepass", "changeit")
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void clientsWhenTlsIsEnabledShouldTrustTheCertificateMadeAtStart() {
		this.contextRunner.withPropertyValues("s3express.local.tls.enabled=true")
			.run(LocalServerTlsTests::assertServedOverTls);
	}

	@Test
	void clientsWhenABundleIsNamedShouldTrustItsCertificate() {
		this.contextRunner.withPropertyValues("s3express.local.tls.enabled=true", "s3express.local.tls.bundle=own")
			.run((context) -> {
				assertServedOverTls(context);
				assertThat(context.getBean(S3ExpressLocalServer.class).tls().trustedCertificates()).singleElement()
					.satisfies(
							(certificate) -> assertThat(certificate.getSubjectX500Principal()).hasToString("CN=own"));
			});
	}

	@Test
	void startWhenTlsIsNotEnabledShouldSpeakPlainHttp() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(S3ExpressLocalServer.class).endpoint()).hasScheme("http"));
	}

	@Test
	void startWhenTheBundleIsUnknownShouldSaySo() {
		assertFailure("there is no SSL bundle of that name", "s3express.local.tls.enabled=true",
				"s3express.local.tls.bundle=lost");
	}

	@Test
	void startWhenTheBundleHasNoKeyShouldSaySo() {
		assertFailure("that SSL bundle has no key store", "s3express.local.tls.enabled=true",
				"s3express.local.tls.bundle=empty");
	}

	@Test
	void startWhenABundleIsNamedButTlsIsOffShouldSaySo() {
		assertFailure("s3express.local.tls.enabled is not true", "s3express.local.tls.bundle=own");
	}

	private void assertFailure(String message, String... properties) {
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("s3express.local.tls.bundle")
				.hasMessageContaining(message));
	}

	private static void assertServedOverTls(AssertableApplicationContext context) {
		S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
		assertThat(server.endpoint()).hasScheme("https");
		context.getBean(S3Client.class)
			.putObject((put) -> put.bucket(BUCKET).key("sync"), RequestBody.fromString("content"));
		context.getBean(S3AsyncClient.class)
			.putObject((put) -> put.bucket(BUCKET).key("async"), AsyncRequestBody.fromString("content"))
			.join();
		assertThat(server.counters().count("PutObject")).isEqualTo(2);
		assertThat(server.counters().count("CreateSession")).isOne();
	}

}
