/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS with a private CA and client certificates, and timeouts, over sockets.
 */
class HttpClientSettingsTests {

	private static final String BUCKET = "tls--use1-az4--x-s3";

	@TempDir
	private static Path keys;

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.session.retry.max-retries=0",
				"s3express.credentials.access-key-id=" + this.server.accessKeyId(),
				"s3express.credentials.secret-access-key=" + this.server.secretAccessKey(),
				"spring.ssl.bundle.jks.private.keystore.location=file:" + keys.resolve("keys.p12"),
				"spring.ssl.bundle.jks.private.keystore.password=changeit",
				"spring.ssl.bundle.jks.private.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.private.truststore.location=file:" + keys.resolve("keys.p12"),
				"spring.ssl.bundle.jks.private.truststore.password=changeit",
				"spring.ssl.bundle.jks.private.truststore.type=PKCS12");

	@BeforeAll
	static void makeSelfSignedCertificate() throws Exception {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname",
				"CN=local", "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore",
				keys.resolve("keys.p12").toString(), "-storepass", "changeit")
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void clientsWhenSslBundleIsSetShouldTrustItsCaAndShowItsCertificate() {
		this.contextRunner.withPropertyValues("s3express.ssl.bundle=private").run((context) -> {
			SslBundle bundle = context.getBean(SslBundles.class).getBundle("private");
			try (TlsFront front = new TlsFront(bundle.createSslContext(), this.server.endpoint(), true)) {
				this.contextRunner
					.withPropertyValues("s3express.ssl.bundle=private", "s3express.endpoint=" + front.endpoint())
					.run((tls) -> {
						tls.getBean(S3Client.class)
							.putObject((put) -> put.bucket(BUCKET).key("sync"), RequestBody.fromString("content"));
						tls.getBean(S3AsyncClient.class)
							.putObject((put) -> put.bucket(BUCKET).key("async"), AsyncRequestBody.fromString("content"))
							.join();
						assertThat(this.server.counters().count("PutObject")).isEqualTo(2);
						assertThat(this.server.counters().count("CreateSession")).isOne();
					});
			}
		});
	}

	@Test
	void clientsWhenConnectionDetailsBringAnSslBundleShouldUseIt() {
		this.contextRunner.run((context) -> {
			SslBundle bundle = context.getBean(SslBundles.class).getBundle("private");
			try (TlsFront front = new TlsFront(bundle.createSslContext(), this.server.endpoint(), true)) {
				this.contextRunner
					.withBean(S3ExpressConnectionDetails.class, () -> new SecuredDetails(front.endpoint(), bundle))
					.withBean(AwsCredentialsProvider.class,
							() -> StaticCredentialsProvider.create(AwsBasicCredentials.create(this.server.accessKeyId(),
									this.server.secretAccessKey())))
					.run((tls) -> {
						tls.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(BUCKET));
						assertThat(this.server.counters().count("ListObjectsV2")).isOne();
					});
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ciphers=TLS_AES_256_GCM_SHA384", "enabled-protocols=TLSv1.3" })
	void startWhenSslBundleHasOptionsThatAreNotHonouredShouldFail(String option) {
		this.contextRunner
			.withPropertyValues("s3express.ssl.bundle=private", "spring.ssl.bundle.jks.private.options." + option)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("options." + option.substring(0, option.indexOf('=')))
				.hasMessageContaining("S3ClientBuilderCustomizer"));
	}

	@Test
	void clientsWhenNoSslBundleIsSetShouldNotTrustAPrivateCa() {
		this.contextRunner.run((context) -> {
			SslBundle bundle = context.getBean(SslBundles.class).getBundle("private");
			try (TlsFront front = new TlsFront(bundle.createSslContext(), this.server.endpoint(), false)) {
				this.contextRunner.withPropertyValues("s3express.endpoint=" + front.endpoint())
					.run((tls) -> assertThatExceptionOfType(SdkClientException.class)
						.isThrownBy(() -> tls.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(BUCKET)))
						.withMessageContaining("PKIX"));
			}
		});
	}

	@Test
	void requestWhenReadTimeoutIsOverShouldFail() {
		this.server.faults().on("CreateSession").latency(Duration.ofSeconds(30));
		this.contextRunner
			.withPropertyValues("s3express.endpoint=" + this.server.endpoint(), "s3express.read-timeout=200ms",
					"s3express.connect-timeout=5s")
			.run((context) -> assertThatExceptionOfType(SdkClientException.class)
				.isThrownBy(() -> context.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(BUCKET)))
				.withMessageContaining("Read timed out"));
	}

	private record SecuredDetails(URI endpoint, SslBundle bundle) implements S3ExpressConnectionDetails {

		@Override
		public URI getEndpoint() {
			return this.endpoint;
		}

		@Override
		public String getRegion() {
			return "us-east-1";
		}

		@Override
		public SslBundle getSslBundle() {
			return this.bundle;
		}

	}

}
