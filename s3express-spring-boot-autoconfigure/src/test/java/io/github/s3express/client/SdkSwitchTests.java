/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Switches of the SDK that decide whether a session is used and where a request goes.
 */
class SdkSwitchTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private final ClientFixture fixture = new ClientFixture();

	@AfterEach
	void close() {
		System.clearProperty("aws.disableS3ExpressAuth");
		this.fixture.close();
	}

	@Test
	void builderSwitchShouldTurnSessionsOff() {
		putWithoutSession(this.fixture.client((builder) -> builder.disableS3ExpressSessionAuth(true)));
	}

	@Test
	void systemPropertyShouldTurnSessionsOff() {
		System.setProperty("aws.disableS3ExpressAuth", "true");
		putWithoutSession(this.fixture.client());
	}

	@Test
	void profileShouldTurnSessionsOff() {
		ProfileFile file = ProfileFile.builder()
			.type(ProfileFile.Type.CONFIGURATION)
			.content(new ByteArrayInputStream(
					"[default]\ns3_disable_express_session_auth = true\n".getBytes(StandardCharsets.UTF_8)))
			.build();
		putWithoutSession(this.fixture
			.client((builder) -> builder.overrideConfiguration((configuration) -> configuration.defaultProfileFile(file)
				.addExecutionInterceptor(this.fixture.recorder()))));
	}

	@ParameterizedTest
	@CsvSource({ "data--use1-az4--x-s3, false, false, data--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com",
			"data--use1-az4--x-s3, true, false, data--use1-az4--x-s3.s3express-fips-use1-az4.us-east-1.amazonaws.com",
			"data--use1-az4--x-s3, false, true, data--use1-az4--x-s3.s3express-use1-az4.dualstack.us-east-1.amazonaws.com",
			"data--use1-az4--xa-s3, false, false, data--use1-az4--xa-s3.s3express-use1-az4.us-east-1.amazonaws.com" })
	void endpointWhenNoneIsConfiguredShouldBeTheServices(String bucket, boolean fips, boolean dualStack, String host) {
		Endpoint endpoint = new S3ExpressEndpointProvider(S3EndpointProvider.defaultProvider(),
				S3ExpressEndpoints.SERVICE, () -> null, (name) -> null)
			.resolveEndpoint((params) -> params.bucket(bucket)
				.key("key")
				.region(Region.US_EAST_1)
				.useFips(fips)
				.useDualStack(dualStack))
			.join();
		assertThat(endpoint.url()).isEqualTo(URI.create("https://" + host));
	}

	@Test
	void endpointWhenBucketHasARegionShouldBeThere() {
		Endpoint endpoint = new S3ExpressEndpointProvider(S3EndpointProvider.defaultProvider(),
				S3ExpressEndpoints.SERVICE, () -> null, Map.of("data--eun1-az1--x-s3", Region.EU_NORTH_1)::get)
			.resolveEndpoint((params) -> params.bucket("data--eun1-az1--x-s3").key("key").region(Region.US_EAST_1))
			.join();
		assertThat(endpoint.url())
			.isEqualTo(URI.create("https://data--eun1-az1--x-s3.s3express-eun1-az1.eu-north-1.amazonaws.com"));
	}

	private void putWithoutSession(S3Client client) {
		put(client);
		assertThat(this.fixture.lastCarriedSession()).isFalse();
		assertThat(this.fixture.lastScope()).endsWith("/s3express/aws4_request");
		assertThat(this.fixture.count("PutObject")).isOne();
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	private static void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
	}

}
